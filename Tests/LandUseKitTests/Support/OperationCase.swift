import Testing
@testable import LandUseKit

/// One case of Fixtures/make_operations.py: what PyTorch computed, in double precision.
struct OperationCase: Decodable, Sendable, CustomTestStringConvertible {
    /// How an input is drawn; the numbers are `tensor` in make_operations.py.
    struct Input: Decodable, Sendable {
        var name: String
        var shape: [Int]
        var stream: Int
        var scale, shift: Float
        var frozen: Bool

        func drawn() -> Tensor { noise(shape, stream) * scale + shift }
    }

    struct Values: Decodable, Sendable {
        var name: String
        var shape: [Int]
        /// Of a large tensor, only every so many elements are kept.
        var every: Int
        var values: [Double]

        /// The elements of which PyTorch's are known.
        func chosen(of tensor: Tensor) -> [Float] {
            let elements = tensor.elements
            return stride(from: 0, to: elements.count, by: every).map { elements[$0] }
        }
    }

    var name, operation: String
    var options: OperationOptions
    var inputs: [Input]
    /// PyTorch's text for the module, where the operation is one.
    var description: String?
    /// A module's parameters as they are made after seed 42.
    var initial: [Values]?
    var results: [Values]?
    /// Of the results, each weighed with noise and summed.
    var gradients: [Values]?
    /// PyTorch's words, where it refuses the inputs.
    var refusal: String?

    var testDescription: String { name }
}

/// The cases that one run of make_operations.py gave.
struct OperationCases: Decodable, Sendable {
    var torch: String
    var cases: [OperationCase]

    static let committed = Result { try Fixtures.json("operations.json", as: OperationCases.self).cases }
}

/// Keyword arguments, under PyTorch's names.
struct OperationOptions: Decodable, Sendable {
    enum Value: Decodable, Sendable {
        case nothing, flag(Bool), integer(Int), number(Double), text(String), list([Int])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .nothing
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if let integer = try? container.decode(Int.self) {
                self = .integer(integer)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .list(try container.decode([Int].self))
            }
        }
    }

    private var values: [String: Value]

    init(from decoder: any Decoder) throws { values = try decoder.singleValueContainer().decode([String: Value].self) }

    func isNone(_ name: String) -> Bool { if case .nothing? = values[name] { true } else { false } }

    func flag(_ name: String, _ standard: Bool) -> Bool {
        if case .flag(let flag)? = values[name] { flag } else { standard }
    }

    func integer(_ name: String, _ standard: Int = 0) -> Int { given(name) ?? standard }

    /// An integer, unless it is left out.
    func given(_ name: String) -> Int? { if case .integer(let integer)? = values[name] { integer } else { nil } }

    func number(_ name: String, _ standard: Double) -> Double {
        switch values[name] {
        case .number(let number)?: number
        case .integer(let integer)?: Double(integer)
        default: standard
        }
    }

    func text(_ name: String) -> String? { if case .text(let text)? = values[name] { text } else { nil } }

    func list(_ name: String) -> [Int]? { if case .list(let list)? = values[name] { list } else { nil } }

    func size(_ name: String, _ standard: Size2D = 1) -> Size2D { optionalSize(name) ?? standard }

    func optionalSize(_ name: String) -> Size2D? {
        switch values[name] {
        case .integer(let both)?: Size2D(both)
        case .list(let pair)? where pair.count == 2: Size2D(height: pair[0], width: pair[1])
        default: nil
        }
    }
}
