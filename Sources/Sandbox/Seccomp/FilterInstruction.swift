/// One instruction of the system's packet filter language, in which a filter of system calls is written
/// (`struct sock_filter`).
struct FilterInstruction: Equatable {
    var code: UInt16
    /// How many instructions a comparison that holds, and one that does not, goes over.
    var overIfTrue: UInt8 = 0
    var overIfFalse: UInt8 = 0
    var operand: UInt32

    /// What is done with a call that a filter has decided on.
    enum Verdict: Equatable {
        case allow
        /// The call is not made, and gives this error; with none, it seems to have been made.
        case fail(Int32)
        case killProcess

        var value: UInt32 {
            switch self {
            case .allow: 0x7FFF_0000
            case .fail(let error): 0x0005_0000 | UInt32(UInt16(truncatingIfNeeded: error))
            case .killProcess: 0x8000_0000
            }
        }
    }

    /// Where the parts of a call stand (`struct seccomp_data`).
    enum Field: Equatable {
        case number, architecture
        /// The low half of an argument.
        case argument(UInt32)

        var offset: UInt32 {
            switch self {
            case .number: 0
            case .architecture: 4
            case .argument(let index): 16 + 8 * index
            }
        }
    }

    static let loadWord: UInt16 = 0x20, jumpIfEqual: UInt16 = 0x15, jumpIfAtLeast: UInt16 = 0x35, jumpIfAnyBit: UInt16 = 0x45, giveVerdict: UInt16 = 0x06

    static func load(_ field: Field) -> FilterInstruction { .init(code: loadWord, operand: field.offset) }
    static func verdict(_ verdict: Verdict) -> FilterInstruction { .init(code: giveVerdict, operand: verdict.value) }
    static func unless(equal value: UInt32, over count: UInt8) -> FilterInstruction { .init(code: jumpIfEqual, overIfFalse: count, operand: value) }
    static func unless(atLeast value: UInt32, over count: UInt8) -> FilterInstruction { .init(code: jumpIfAtLeast, overIfFalse: count, operand: value) }
    static func unless(anyOf bits: UInt32, over count: UInt8) -> FilterInstruction { .init(code: jumpIfAnyBit, overIfFalse: count, operand: bits) }

    /// As the system reads it, on a machine that has its low bytes first.
    var bytes: [UInt8] {
        [UInt8(code & 0xFF), UInt8(code >> 8), overIfTrue, overIfFalse] + (0..<4).map { UInt8(truncatingIfNeeded: operand >> (8 * $0)) }
    }
}
