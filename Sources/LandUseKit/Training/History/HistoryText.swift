// A history as text, for a checkpoint's metadata: a line for each fact, numbers as Swift writes them, which gives back
// the same bits.
//
//     landuse-history 1
//     ending completed                            or: unfinished; stopped-early 5 0.0 validation loss
//     preparation 1.25
//     data Data: UC Merced Land Use.              or no such line
//     note features of 420 pictures computed once
//     epoch 1 2.3 0.41 2.1 0.45 3.5 120.0 0.001   loss, accuracy, validation's (or -), seconds, pictures a second, rates

extension History {
    private static let heading = "landuse-history 1"

    /// The text that `init(text:)` reads.
    public var text: String {
        func optional(_ number: Double?) -> String { number.map { "\($0)" } ?? "-" }
        var lines = [Self.heading, "ending " + ending.text, "preparation \(preparationSeconds)"]
        func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }
        if let data { lines.append("data " + oneLine(data)) }
        lines += notes.map { "note " + oneLine($0) }
        lines += epochs.map { epoch in
            let numbers = [epoch.trainLoss, epoch.trainAccuracy, epoch.validationLoss, epoch.validationAccuracy, epoch.seconds, epoch.imagesPerSecond]
            let rates = epoch.learningRates.map { "\($0)" }.joined(separator: ",")
            return "epoch \(epoch.number) " + numbers.map(optional).joined(separator: " ") + " " + rates
        }
        return lines.joined(separator: "\n")
    }

    /// `nil` for what `text` did not give.
    public init?(text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.first.map(String.init) == Self.heading else { return nil }
        self.init()
        for line in lines.dropFirst() {
            guard let space = line.firstIndex(of: " ") else { return nil }
            let rest = line[line.index(after: space)...]
            switch line[..<space] {
            case "ending":
                guard let ending = Ending(text: rest) else { return nil }
                self.ending = ending
            case "preparation":
                guard let seconds = Double(rest) else { return nil }
                preparationSeconds = seconds
            case "data": data = String(rest)
            case "note": notes.append(String(rest))
            case "epoch":
                guard let epoch = Epoch(text: rest) else { return nil }
                epochs.append(epoch)
            default: return nil
            }
        }
    }
}

extension History.Epoch {
    fileprivate init?(text: Substring) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 8, let number = Int(parts[0]) else { return nil }
        var numbers: [Double?] = []
        for part in parts[1...6] {
            guard part == "-" || Double(part) != nil else { return nil }
            numbers.append(Double(part))
        }
        let rates = parts[7].split(separator: ",").map { Double($0) }
        guard let trainLoss = numbers[0], let trainAccuracy = numbers[1], let seconds = numbers[4], let imagesPerSecond = numbers[5],
            !rates.contains(nil)
        else { return nil }
        self.init(
            number: number, trainLoss: trainLoss, trainAccuracy: trainAccuracy, validationLoss: numbers[2],
            validationAccuracy: numbers[3], learningRates: rates.compactMap { $0 }, seconds: seconds, imagesPerSecond: imagesPerSecond)
    }
}

extension History.Ending {
    fileprivate var text: String {
        switch self {
        case .unfinished: "unfinished"
        case .completed: "completed"
        case .stoppedEarly(let rule): "stopped-early \(rule.patience) \(rule.minimumImprovement) \(rule.quantity.rawValue)"
        }
    }

    fileprivate init?(text: Substring) {
        switch text {
        case "unfinished": self = .unfinished
        case "completed": self = .completed
        default:
            let parts = text.split(separator: " ", maxSplits: 3)
            guard parts.count == 4, parts[0] == "stopped-early", let patience = Int(parts[1]), patience > 0,
                let improvement = Double(parts[2]), improvement >= 0, let quantity = EarlyStopping.Quantity(rawValue: String(parts[3]))
            else { return nil }
            self = .stoppedEarly(EarlyStopping(patience: patience, minimumImprovement: improvement, of: quantity))
        }
    }
}
