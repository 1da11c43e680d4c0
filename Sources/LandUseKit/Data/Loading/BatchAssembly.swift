/// A batch whose pictures are being made, by several threads at a time. All but writing to a picture's own place in memory
/// is done under the epoch's lock.
final class BatchAssembly {
    /// What became of a picture.
    private enum Outcome {
        case made(shape: [Int])
        case failed(any Error)
        /// In calling an operation, in its words.
        case mistake(String)
    }

    /// What the consumer gets.
    enum Ending {
        case batch(Tensor)
        case failed(any Error)
        case mistake(String)
    }

    private var outcomes: [Outcome?]
    private var missing: Int
    /// Up to which place the pictures count: those after the first that failed do not.
    private var end: Int
    private var images: Tensor?
    private let nameOf: (Int) -> String

    /// - Parameter nameOf: the name of the picture at a place of the batch
    init(count: Int, nameOf: @escaping (Int) -> String) {
        outcomes = Array(repeating: nil, count: count)
        missing = count
        end = count
        self.nameOf = nameOf
    }

    /// Whether no picture is missing any more that could change what comes of the batch.
    var isDecided: Bool { missing == 0 || (end < outcomes.count && outcomes[...end].allSatisfy { $0 != nil }) }

    /// A picture's own place in memory. It keeps the batch alive: once one picture has failed, nobody waits for the others,
    /// which may still be written.
    struct Target {
        fileprivate let batch: Tensor
        fileprivate let offset: Int

        func write(_ picture: Preparation.Result) {
            withExtendedLifetime(batch) { picture.write(to: batch.withFloats { $0 + offset }) }
        }
    }

    /// Where the picture of a place goes; `nil` where it has another shape than the others.
    func target(of place: Int, shape: [Int]) -> Target? {
        let batch = images ?? Tensor(uninitialized: [outcomes.count] + shape, layout: .channelsLast)
        images = batch
        guard batch.shape.dropFirst().elementsEqual(shape) else { return nil }
        return Target(batch: batch, offset: place * shape.product)
    }

    func finish(_ place: Int, shape: [Int]) { finish(place, .made(shape: shape)) }
    func finish(_ place: Int, error: any Error) { finish(place, .failed(error)) }
    func finish(_ place: Int, mistake: String) { finish(place, .mistake(mistake)) }

    private func finish(_ place: Int, _ outcome: Outcome) {
        precondition(outcomes[place] == nil)
        outcomes[place] = outcome
        missing -= 1
        if case .made = outcome { return }
        end = min(end, place)
    }

    /// The batch, or what is wrong with the first picture of which something is: the same whoever was quicker.
    var ending: Ending {
        precondition(isDecided)
        var first: [Int]?
        for (place, outcome) in outcomes.enumerated() {
            switch outcome {
            case .failed(let error): return .failed(error)
            case .mistake(let message): return .mistake(message)
            case .made(let shape):
                if let first, first != shape {
                    return .failed(
                        DatasetError.differentShapes(picture: nameOf(place), shape: shape, other: nameOf(0), otherShape: first))
                }
                first = shape
            case nil: preconditionFailure("a decided batch lacks a picture")
            }
        }
        guard let images else { preconditionFailure("a batch of no pictures") }
        return .batch(images)
    }
}
