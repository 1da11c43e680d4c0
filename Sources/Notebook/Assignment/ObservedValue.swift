/// What a check observes: a value of one of a few closed types, so that nothing that a student declares decides how it is
/// compared. Also what is expected of it.
public indirect enum ObservedValue: Sendable, Equatable {
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case list([ObservedValue])
    case dictionary([String: ObservedValue])
    /// Row-major values of a tensor of a shape, as PyTorch writes it.
    case tensor(shape: [Int], values: [Double])
}
