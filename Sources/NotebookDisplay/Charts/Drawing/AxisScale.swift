/// A stretch of numbers along an axis, with round ones to label it.
struct AxisScale {
    let lower: Double
    let upper: Double
    /// Ascending, `lower` … `upper`.
    let ticks: [Double]
    private let step: Double

    /// The smallest stretch that covers some numbers; what is not finite is left out.
    /// - Parameters:
    ///   - isTight: whether it ends where the numbers do, and not at the next round number.
    ///   - isWhole: whether labels are whole numbers only.
    init(covering values: some Sequence<Double>, isTight: Bool = false, isWhole: Bool = false, most: Int = 6) {
        // Beyond these a difference of two numbers is infinite, or nothing.
        let values = values.lazy.filter(\.isFinite).map { min(max($0, -1e300), 1e300) }
        var low = values.min() ?? 0, high = values.max() ?? 1
        if high - low < max(abs(low), abs(high)) * 1e-9 || high - low < 1e-290 {
            let margin = max(abs(high) * 0.1, isWhole || high == 0 ? 1 : 1e-280)
            (low, high) = (low - margin, high + margin)
        }
        let step = Self.roundStep(atLeast: (high - low) / Double(most - 1), isWhole: isWhole)
        var first = (low / step).rounded(isTight ? .up : .down), last = (high / step).rounded(isTight ? .down : .up)
        // What is round within an error of rounding is round.
        if isTight, (first - 1) * step >= low - step * 1e-9 { first -= 1 }
        if isTight, (last + 1) * step <= high + step * 1e-9 { last += 1 }
        self.step = step
        lower = isTight ? low : first * step
        upper = isTight ? high : last * step
        ticks = first <= last ? (0...Int(min(last - first, 50))).map { (first + Double($0)) * step } : [low]
    }

    /// 1, 2 or 5 times a power of ten.
    private static func roundStep(atLeast step: Double, isWhole: Bool) -> Double {
        var power = 1.0
        while power * 10 <= step { power *= 10 }
        while power > step { power /= 10 }
        let round = [1, 2, 5, 10].map { $0 * power }.first { $0 >= step * (1 - 1e-9) } ?? power
        return isWhole ? max(round, 1) : round
    }

    /// Where a number lies, 0 at the lower end and 1 at the upper one.
    func position(_ value: Double) -> Double { min(max((value - lower) / (upper - lower), 0), 1) }

    /// A tick's text, with as many decimals as all of them need.
    func label(_ tick: Double) -> String {
        let largest = max(abs(lower), abs(upper))
        guard step >= 1e-5, largest < 1e7 else { return Self.scientific(tick, step: step) }
        var decimals = 0, unit = 1.0
        while unit > step * (1 + 1e-9) { unit /= 10; decimals += 1 }
        return decimals == 0 ? String(Int(tick.rounded())) : NumberText.fixed(tick, decimals: decimals)
    }

    /// "2.5e7": three digits at most behind the point.
    private static func scientific(_ value: Double, step: Double) -> String {
        guard abs(value) > step * 1e-6 else { return "0" }
        var exponent = 0, mantissa = value
        while abs(mantissa) >= 10 { mantissa /= 10; exponent += 1 }
        while abs(mantissa) < 0.9999 { mantissa *= 10; exponent -= 1 }
        var text = NumberText.fixed(mantissa, decimals: 3)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text + "e\(exponent)"
    }
}
