/// What a loss makes of the numbers that it finds, one for each prediction.
public enum Reduction: Sendable {
    /// Their mean. With class weights, the weighted mean: the sum divided by the sum of the weights.
    case mean
    /// Their sum.
    case sum
    /// Nothing: all of them, in the shape of the labels.
    case none
}
