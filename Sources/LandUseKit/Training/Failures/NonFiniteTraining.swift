/// Where a training's numbers ceased to be finite: infinite, or NaN, which no step makes good again.
public struct NonFiniteTraining: Sendable, Equatable, CustomStringConvertible {
    public enum Quantity: String, Sendable {
        case loss = "the loss"
        case gradient = "the norm of the gradients"
        case validationLoss = "the validation loss"
    }

    /// The first thing that is not finite on the way from a picture to the loss, and back.
    public enum Culprit: Sendable, Equatable {
        /// Pictures after their transform, by name.
        case pictures([String])
        /// A weight or a running statistic, by its dotted name.
        case weight(String)
        /// A layer's output, whose input and weights are finite.
        case output(layer: String, kind: String, largestWeight: Double?)
        /// A parameter's gradient, the first on the way back.
        case gradient(String)
        /// The logits are finite, and the loss made of them is not.
        case loss
    }

    public var quantity: Quantity
    public var value: Double
    /// From 1.
    public var epoch: Int
    /// Steps of the optimiser before.
    public var steps: Int
    public var learningRates: [Double]
    public var culprit: Culprit
    /// The smallest and the largest finite number of the batch as the network sees it.
    public var inputRange: ClosedRange<Double>?
    /// Whether gradients are clipped already.
    public var isClipped: Bool
    /// The epochs before.
    public var history: History

    /// Equal reports, NaN being what it is.
    public static func == (a: Self, b: Self) -> Bool {
        a.quantity == b.quantity && a.epoch == b.epoch && a.steps == b.steps && a.learningRates == b.learningRates
            && a.culprit == b.culprit && a.inputRange == b.inputRange && a.isClipped == b.isClipped && a.history == b.history
            && a.value.bitPattern == b.value.bitPattern
    }

    public var description: String {
        let rates = learningRates.map(History.rate).joined(separator: ", ")
        let number = value.isNaN ? "NaN" : value > 0 ? "infinite" : "negative infinite"
        let where_ = "training stopped in epoch \(epoch), at step \(steps + 1), learning rate \(rates): \(quantity.rawValue) is \(number)"
        return where_ + ". " + cause + ". " + remedy + "."
    }

    private var cause: String {
        switch culprit {
        case .pictures(let names):
            "The pictures themselves are not finite after their transform: " + names.prefix(3).joined(separator: ", ")
                + (names.count > 3 ? " and \(names.count - 3) more" : "")
        case .weight(let name) where steps == 0: "The weights were bad before training began: \(name) is not finite"
        case .weight(let name): "The first layer at fault: \(name) is not finite since the step before"
        case .output(let layer, let kind, let largest):
            "The first layer whose output is not finite is \(layer) (\(kind))"
                + (largest.map { ", with weights up to \(Decimal.scientific($0, digits: 1)) in size" } ?? "")
        case .gradient(let name): "On the way back, the first gradient that is not finite is that of \(name)"
        case .loss: "The network's outputs are finite, and the loss made of them is not"
        }
    }

    private var remedy: String {
        if case .pictures = culprit {
            return "Check the normalisation, a standard deviation of 0 above all, and the files' missing values"
        }
        if case .weight = culprit, steps == 0 { return "Load other weights, or make the network anew" }
        var remedies = ["a lower learning rate (\(learningRates.max().map { History.rate($0 / 10) } ?? "a tenth"))"]
        if !isClipped { remedies.append("clipGradNorm: 1") }
        var text = "Try " + remedies.joined(separator: ", ")
        if let inputRange {
            let low = Decimal.fixed(inputRange.lowerBound, digits: 1), high = Decimal.fixed(inputRange.upperBound, digits: 1)
            text += ", and check the normalisation: this batch lies within \(low)…\(high), a few units around 0 are usual"
        }
        return text
    }
}
