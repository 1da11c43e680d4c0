@_exported import CPerils

/// Never comes back, and calls nothing of the notebook's.
public func compute() -> Int {
    var state = UInt64(1), sum = 0
    while state != 0 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 | 1
        sum &+= Int(truncatingIfNeeded: state)
    }
    return sum
}

public func levels(_ count: Int) -> [Int] {
    precondition(count >= 0, "no river has \(count) gauges")
    return Array(repeating: 0, count: count)
}
