/// Reads Python's pickle format as far as checkpoints need it: containers, numbers, strings and tensors.
/// Every other object is refused by name before anything is made of it, so that no file can run code.
struct Unpickler {
    struct Fault: Error {
        var reason: String
    }

    private let bytes: [UInt8]
    private var position = 0
    private var stack: [PickleValue] = []
    private var memo: [Int: PickleValue] = [:]
    /// All containers made, to be emptied one by one in the end: released through each other, a long
    /// enough chain of them would overflow the stack.
    private var lists: [PickleList] = []
    private var dictionaries: [PickleDictionary] = []

    private static let deepestTuple = 32

    /// Reads a pickle and hands its value to `body`; the containers do not outlive it.
    static func read<Result>(_ bytes: [UInt8], _ body: (PickleValue) throws(Fault) -> Result) throws(Fault) -> Result {
        var unpickler = Unpickler(bytes: bytes)
        defer {
            for list in unpickler.lists { list.values = [] }
            for dictionary in unpickler.dictionaries { dictionary.entries = [] }
        }
        return try body(unpickler.run())
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func run() throws(Fault) -> PickleValue {
        while true {
            let start = position
            let opcode = try byte()
            if opcode == UInt8(ascii: ".") { return try pop() }
            try execute(opcode, at: start)
        }
    }

    private mutating func execute(_ opcode: UInt8, at start: Int) throws(Fault) {
        switch opcode {
        case 0x80: _ = try byte()  // the protocol's number
        case 0x95: _ = try number(8)  // a frame's length
        case UInt8(ascii: "("): stack.append(.mark)
        case UInt8(ascii: "0"): _ = try pop()
        case UInt8(ascii: "N"): stack.append(.none)
        case 0x88: stack.append(.bool(true))
        case 0x89: stack.append(.bool(false))
        case UInt8(ascii: "J"): stack.append(.int(Int(Int32(truncatingIfNeeded: try number(4)))))
        case UInt8(ascii: "K"): stack.append(.int(try number(1)))
        case UInt8(ascii: "M"): stack.append(.int(try number(2)))
        case 0x8a: stack.append(.int(try signed(try number(1))))
        case UInt8(ascii: "G"):
            stack.append(.double(Double(bitPattern: try take(8).reduce(0) { $0 << 8 | UInt64($1) })))
        case UInt8(ascii: "X"), UInt8(ascii: "T"): try string(try number(4))
        case 0x8c, UInt8(ascii: "U"): try string(try number(1))
        case UInt8(ascii: "q"): memo[try number(1)] = try top()
        case UInt8(ascii: "r"): memo[try number(4)] = try top()
        case 0x94: memo[memo.count] = try top()
        case UInt8(ascii: "h"): try recall(try number(1))
        case UInt8(ascii: "j"): try recall(try number(4))
        case UInt8(ascii: ")"): stack.append(.tuple([], depth: 0))
        case UInt8(ascii: "t"): try makeTuple(try popToMark())
        case 0x85, 0x86, 0x87: try makeTuple(try popLast(Int(opcode) - 0x84))
        case UInt8(ascii: "]"):
            lists.append(PickleList())
            stack.append(.list(lists[lists.count - 1]))
        case UInt8(ascii: "a"): try append([try pop()])
        case UInt8(ascii: "e"): try append(try popToMark())
        case UInt8(ascii: "}"): makeDictionary()
        case UInt8(ascii: "s"): try set(try popLast(2))
        case UInt8(ascii: "u"): try set(try popToMark())
        case UInt8(ascii: "c"): try global(module: try line(), name: try line())
        case 0x93:
            let names = try popLast(2)
            guard let module = names[0].string, let name = names[1].string else { throw wrong("a global's name", start) }
            try global(module: module, name: name)
        case UInt8(ascii: "Q"): stack.append(.storage(try storage(try pop(), start)))
        case UInt8(ascii: "R"):
            let call = try popLast(2)
            try reduce(call[0], call[1], start)
        case UInt8(ascii: "b"):
            // A dictionary's attributes (PyTorch's `_metadata`): of no use here.
            _ = try pop()
            guard case .dictionary = try top() else { throw wrong("attributes of a dictionary only", start) }
        default: throw Fault(reason: "its pickle has the operation \(opcode) at byte \(start), which no checkpoint needs")
        }
    }

    private mutating func reduce(_ function: PickleValue, _ arguments: PickleValue, _ start: Int) throws(Fault) {
        guard case .global(let global) = function, let values = arguments.tuple else { throw wrong("a call", start) }
        switch global {
        case .orderedDict where values.isEmpty: makeDictionary()
        case .size where values.count == 1: stack.append(values[0])
        case .rebuildTensor where values.count >= 4:
            guard case .storage(let storage) = values[0], let offset = values[1].int, let shape = values[2].ints,
                let strides = values[3].ints
            else { throw wrong("a tensor's storage, offset, size and stride", start) }
            stack.append(.tensor(PickleTensor(storage: storage, offset: offset, shape: shape, strides: strides)))
        case .rebuildParameter where !values.isEmpty:
            guard case .tensor = values[0] else { throw wrong("a parameter's tensor", start) }
            stack.append(values[0])
        default: throw wrong("a call with other arguments", start)
        }
    }

    private func storage(_ identifier: PickleValue, _ start: Int) throws(Fault) -> PickleStorage {
        guard let values = identifier.tuple, values.count >= 5, values[0].string == "storage",
            case .global(.storageType(let type)) = values[1], let key = values[2].string, let count = values[4].int,
            count >= 0
        else { throw wrong("a storage's type, key and size", start) }
        return PickleStorage(key: key, type: type, count: count)
    }

    private mutating func global(module: String, name: String) throws(Fault) {
        guard let global = PickleGlobal(module: module, name: name) else {
            throw Fault(reason: "it asks for Python's \(module).\(name), and a checkpoint may hold tensors, containers, numbers and strings only")
        }
        stack.append(.global(global))
    }

    private mutating func makeTuple(_ values: [PickleValue]) throws(Fault) {
        let depth = values.reduce(0) { if case .tuple(_, let depth) = $1 { max($0, depth + 1) } else { $0 } }
        guard depth <= Self.deepestTuple else { throw Fault(reason: "its pickle nests tuples more than \(Self.deepestTuple) deep") }
        stack.append(.tuple(values, depth: depth))
    }

    private mutating func makeDictionary() {
        dictionaries.append(PickleDictionary())
        stack.append(.dictionary(dictionaries[dictionaries.count - 1]))
    }

    // Mutating, so that the arguments, which pop, are evaluated before `self` is read.
    private mutating func append(_ values: [PickleValue]) throws(Fault) {
        guard case .list(let list) = try top() else { throw wrong("a list to append to", position) }
        list.values += values
    }

    private mutating func set(_ pairs: [PickleValue]) throws(Fault) {
        guard pairs.count % 2 == 0, case .dictionary(let dictionary) = try top() else { throw wrong("pairs for a dictionary", position) }
        for index in stride(from: 0, to: pairs.count, by: 2) {
            if let key = pairs[index].string { dictionary.entries.append((key, pairs[index + 1])) }
        }
    }

    // MARK: Stack and bytes, each bounds-checked

    private func top() throws(Fault) -> PickleValue {
        guard let value = stack.last else { throw Fault(reason: "its pickle uses a value that is not there") }
        return value
    }

    private mutating func pop() throws(Fault) -> PickleValue {
        let value = try top()
        stack.removeLast()
        return value
    }

    private mutating func popLast(_ count: Int) throws(Fault) -> [PickleValue] {
        guard stack.count >= count else { throw Fault(reason: "its pickle uses a value that is not there") }
        let values = Array(stack.suffix(count))
        stack.removeLast(count)
        return values
    }

    private mutating func popToMark() throws(Fault) -> [PickleValue] {
        let found = stack.lastIndex { if case .mark = $0 { true } else { false } }
        guard let mark = found else { throw Fault(reason: "its pickle uses a mark that is not there") }
        let values = Array(stack[(mark + 1)...])
        stack.removeSubrange(mark...)
        return values
    }

    private mutating func recall(_ index: Int) throws(Fault) {
        guard let value = memo[index] else { throw Fault(reason: "its pickle recalls what it never kept") }
        stack.append(value)
    }

    private mutating func take(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.count - position else { throw Fault(reason: "its pickle ends early") }
        position += count
        return bytes[position - count..<position]
    }

    private mutating func byte() throws(Fault) -> UInt8 { try take(1).first ?? 0 }

    private mutating func number(_ count: Int) throws(Fault) -> Int {
        Int(truncatingIfNeeded: try take(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    /// A little-endian number in two's complement, of so many bytes.
    private mutating func signed(_ count: Int) throws(Fault) -> Int {
        guard count <= 8 else { throw Fault(reason: "its pickle has a number of \(count) bytes") }
        guard count > 0 else { return 0 }
        let shift = 64 - 8 * count
        return (try number(count) << shift) >> shift
    }

    private mutating func string(_ count: Int) throws(Fault) {
        stack.append(.string(String(decoding: try take(count), as: UTF8.self)))
    }

    private mutating func line() throws(Fault) -> String {
        guard let end = bytes[position...].firstIndex(of: 0x0a) else { throw Fault(reason: "its pickle ends early") }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    private func wrong(_ expected: String, _ place: Int) -> Fault {
        Fault(reason: "byte \(place) of its pickle: expected \(expected)")
    }
}
