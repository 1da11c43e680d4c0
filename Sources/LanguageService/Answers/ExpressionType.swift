/// An expression's place, in bytes, and its type.
public struct ExpressionType: Sendable, Equatable, Decodable {
    public var offset: Int
    public var length: Int
    public var type: String

    enum CodingKeys: String, CodingKey {
        case offset = "key.expression_offset", length = "key.expression_length", type = "key.expression_type"
    }

    public init(offset: Int, length: Int, type: String) {
        self.offset = offset
        self.length = length
        self.type = type
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        offset = try fields.decode(Int.self, forKey: .offset)
        length = try fields.decode(Int.self, forKey: .length)
        let type = try fields.decode(String.self, forKey: .type)
        // A variable that can be changed is no type of its own to a person.
        self.type = type.hasPrefix("@lvalue ") ? String(type.dropFirst(8)) : type
    }
}

struct ExpressionTypes: Decodable {
    var all: [ExpressionType]
    enum CodingKeys: String, CodingKey { case all = "key.expression_type_list" }
}
