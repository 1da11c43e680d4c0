/// The lengths of a tensor's axes.
public enum TensorShape {
    /// How many values a tensor of this shape has; `nil` for a shape that no tensor has.
    public static func count(_ shape: [Int]) -> Int? {
        var count = 1
        for size in shape {
            guard size >= 0 else { return nil }
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            if overflow { return nil }
            count = product
        }
        return count
    }
}
