import Notebook

/// Classes as they can be observed: whole numbers, or for each example a row of scores whose largest is the class.
public enum ClassList {
    /// True classes: a list, or a tensor of one axis, of whole numbers, 0 or greater; `nil` if it is anything else.
    public static func classes(_ value: ObservedValue) -> [Int]? {
        guard let predicted = predictions(value, allowsRows: false) else { return nil }
        let classes = predicted.compactMap(\.self)
        return classes.count == predicted.count && classes.allSatisfy { $0 >= 0 } ? classes : nil
    }

    /// Predicted classes; an example's is `nil` where it can only be wrong (a row with a NaN in it). All of it is `nil` if
    /// it is no predictions at all.
    static func predictions(_ value: ObservedValue) -> [Int?]? { predictions(value, allowsRows: true) }

    private static func predictions(_ value: ObservedValue, allowsRows: Bool) -> [Int?]? {
        switch value {
        case .list(let items):
            if allowsRows, case .list(let first)? = items.first { return rows(items, width: first.count) }
            let classes = items.map(wholeNumber)
            return classes.contains { $0 == .notANumber } ? nil : classes.map(\.value)
        case .tensor(let shape, let values) where TensorShape.count(shape) == values.count:
            if shape.count == 1 { return values.map { Int(exactly: $0) } }
            guard allowsRows, shape.count == 2, shape[1] > 0 else { return nil }
            return (0..<shape[0]).map { row in largest(values[(row * shape[1])..<((row + 1) * shape[1])]) }
        default: return nil
        }
    }

    /// Rows of one width each.
    private static func rows(_ items: [ObservedValue], width: Int) -> [Int?]? {
        guard width > 0 else { return nil }
        var classes: [Int?] = []
        for item in items {
            guard case .list(let row) = item, row.count == width else { return nil }
            let scores = row.compactMap(number)
            guard scores.count == width else { return nil }
            classes.append(largest(scores[...]))
        }
        return classes
    }

    /// The place of the largest; of several, the first. NaN has no place among numbers.
    private static func largest(_ scores: ArraySlice<Double>) -> Int? {
        guard var best = scores.indices.first else { return nil }
        for index in scores.indices {
            if scores[index].isNaN { return nil }
            if scores[index] > scores[best] { best = index }
        }
        return best - scores.startIndex
    }

    private static func number(_ value: ObservedValue) -> Double? {
        switch value {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    private enum Whole: Equatable {
        case whole(Int), fraction, notANumber

        var value: Int? { if case .whole(let value) = self { value } else { nil } }
    }

    private static func wholeNumber(_ value: ObservedValue) -> Whole {
        switch value {
        case .int(let number): .whole(number)
        case .double(let number): Int(exactly: number).map(Whole.whole) ?? .fraction
        default: .notANumber
        }
    }
}
