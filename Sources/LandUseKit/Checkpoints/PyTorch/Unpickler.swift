/// Reads Python's pickle format as far as checkpoints need it: containers, numbers, strings and tensors.
/// Every other object is refused by name before anything is made of it, so that no file can run code.
///
/// Time and memory are bounded by the number of operations; what an operation copies out of containers that
/// exist already is counted too, for a few bytes can ask for it again and again.
struct Unpickler {
    private var bytes: PickleBytes
    private var stack = PickleStack()
    private var memo: [Int: PickleValue] = [:]
    private var work = 0
    /// All containers made, to be emptied one by one in the end: released through each other, a long
    /// enough chain of them would overflow the stack.
    private var lists: [PickleList] = []
    private var dictionaries: [PickleDictionary] = []
    /// The storages that the pickle mentions.
    private(set) var storages: [String: PickleStorage] = [:]
    /// Tensors that stand outside the pickle, which it calls by these names.
    private let outerTensors: [String: PickleTensor]

    private static let deepestTuple = 32
    private let mostWork: Int

    /// Reads one pickle and hands its value to `body`; the containers do not outlive it.
    ///
    /// - Parameter mostWork: operations; a tensor takes about forty
    static func read<Result>(
        _ bytes: inout PickleBytes, outerTensors: [String: PickleTensor] = [:], mostWork: Int = 4_000_000,
        _ body: (PickleValue, Unpickler) throws(CheckpointFault) -> Result
    ) throws(CheckpointFault) -> Result {
        var unpickler = Unpickler(bytes: bytes, outerTensors: outerTensors, mostWork: mostWork)
        defer {
            for list in unpickler.lists { list.values = [] }
            for dictionary in unpickler.dictionaries { dictionary.entries = [] }
        }
        let value = try unpickler.run()
        bytes = unpickler.bytes
        return try body(value, unpickler)
    }

    private init(bytes: PickleBytes, outerTensors: [String: PickleTensor], mostWork: Int) {
        self.bytes = bytes
        self.outerTensors = outerTensors
        self.mostWork = mostWork
    }

    private mutating func run() throws(CheckpointFault) -> PickleValue {
        while true {
            try spend(1)
            let start = bytes.position
            let opcode = try bytes.byte()
            if opcode == UInt8(ascii: ".") { return try stack.pop() }
            try execute(opcode, at: start)
        }
    }

    private mutating func execute(_ opcode: UInt8, at start: Int) throws(CheckpointFault) {
        switch opcode {
        case 0x80: try bytes.skip(1)  // the protocol's number
        case 0x95: try bytes.skip(8)  // a frame's length
        case UInt8(ascii: "("): stack.push(.mark)
        case UInt8(ascii: "0"): _ = try stack.pop()
        case UInt8(ascii: "1"): _ = try stack.popToMark()
        case UInt8(ascii: "2"): stack.push(try stack.top())

        case UInt8(ascii: "N"): stack.push(.none)
        case 0x88: stack.push(.bool(true))
        case 0x89: stack.push(.bool(false))
        case UInt8(ascii: "J"): stack.push(.int(Int(Int32(truncatingIfNeeded: try bytes.number(4)))))
        case UInt8(ascii: "K"): stack.push(.int(try bytes.number(1)))
        case UInt8(ascii: "M"): stack.push(.int(try bytes.number(2)))
        case 0x8a: stack.push(try bytes.signed(try bytes.number(1)).map { .int($0) } ?? .other)
        case 0x8b: stack.push(try bytes.signed(try bytes.number(4)).map { .int($0) } ?? .other)
        case UInt8(ascii: "G"): stack.push(.double(try bytes.double()))
        case UInt8(ascii: "I"): stack.push(try textInteger(start))
        case UInt8(ascii: "L"): stack.push(Int(try bytes.line().prefix { $0 != "L" }).map { .int($0) } ?? .other)
        case UInt8(ascii: "F"): stack.push(Double(try bytes.line()).map { .double($0) } ?? .other)

        case UInt8(ascii: "X"), UInt8(ascii: "T"): stack.push(.string(try bytes.string(try bytes.number(4))))
        case 0x8c, UInt8(ascii: "U"): stack.push(.string(try bytes.string(try bytes.number(1))))
        case 0x8d: stack.push(.string(try bytes.string(try bytes.length())))
        case UInt8(ascii: "V"): stack.push(.string(try bytes.line()))
        case UInt8(ascii: "C"): try other(try bytes.number(1))
        case UInt8(ascii: "B"): try other(try bytes.number(4))
        case 0x8e, 0x96: try other(try bytes.length())

        case UInt8(ascii: "q"): memo[try bytes.number(1)] = try stack.top()
        case UInt8(ascii: "r"): memo[try bytes.number(4)] = try stack.top()
        case UInt8(ascii: "p"): memo[Int(try bytes.line()) ?? -1] = try stack.top()
        case 0x94: memo[memo.count] = try stack.top()
        case UInt8(ascii: "h"): try recall(try bytes.number(1))
        case UInt8(ascii: "j"): try recall(try bytes.number(4))
        case UInt8(ascii: "g"): try recall(Int(try bytes.line()) ?? -1)

        case UInt8(ascii: ")"): stack.push(.tuple([], depth: 0))
        case UInt8(ascii: "t"): try makeTuple(try stack.popToMark())
        case 0x85, 0x86, 0x87: try makeTuple(try stack.popLast(Int(opcode) - 0x84))
        case UInt8(ascii: "]"), 0x8f: makeList([])  // a set's elements are kept as a list
        case UInt8(ascii: "l"), 0x91: makeList(try stack.popToMark())
        case UInt8(ascii: "a"): try append([try stack.pop()], start)
        case UInt8(ascii: "e"), 0x90: try append(try stack.popToMark(), start)
        case UInt8(ascii: "}"): makeDictionary()
        case UInt8(ascii: "d"):
            let pairs = try stack.popToMark()
            makeDictionary()
            try set(pairs, start)
        case UInt8(ascii: "s"): try set(try stack.popLast(2), start)
        case UInt8(ascii: "u"): try set(try stack.popToMark(), start)

        case UInt8(ascii: "c"): try global(module: try bytes.line(), name: try bytes.line())
        case 0x93:
            let names = try stack.popLast(2)
            guard let module = names[0].string, let name = names[1].string else { throw wrong("a global's name", start) }
            try global(module: module, name: name)
        case UInt8(ascii: "Q"): stack.push(try persistent(try stack.pop(), start))
        case UInt8(ascii: "R"):
            let call = try stack.popLast(2)
            guard case .global(let global) = call[0], let arguments = call[1].tuple else { throw wrong("a call", start) }
            try reduce(global, arguments, start)
        case UInt8(ascii: "b"):
            // An object's attributes (a dictionary's `_metadata`): of no use here.
            _ = try stack.pop()
            _ = try stack.top()
        default: throw CheckpointFault(reason: "its pickle has the operation \(opcode) at byte \(start), which no checkpoint needs")
        }
    }

    // MARK: Calls

    private mutating func reduce(_ function: PickleGlobal, _ arguments: [PickleValue], _ start: Int) throws(CheckpointFault) {
        switch (function, arguments.count) {
        case (.orderedDict, 0), (.otherDictionary, 0): makeDictionary()
        case (.orderedDict, 1): try makeDictionary(ofPairs: arguments[0], start)
        case (.otherDictionary, 1):
            // A Counter from its counts, or an empty dictionary and what makes its defaults.
            if case .dictionary = arguments[0] { stack.push(arguments[0]) } else { makeDictionary() }
        case (.size, 1): stack.push(arguments[0])
        case (.inert, _): stack.push(.other)
        case (.rebuildTensor, 4...):
            let storage = try storage(arguments[0], start)
            try makeTensor(storage, storage.type, arguments, start)
        case (.rebuildTyped, 7...):
            guard case .global(.numberType(let type)) = arguments[6] else { throw wrong("a tensor's type", start) }
            try makeTensor(try storage(arguments[0], start), type, arguments, start)
        case (.rebuildParameter, 1...):
            guard case .tensor = arguments[0] else { throw wrong("a parameter's tensor", start) }
            stack.push(arguments[0])
        case (.rebuildWithAttributes, 3...):
            guard case .global(let inner) = arguments[0], inner != .rebuildWithAttributes, let innerArguments = arguments[2].tuple
            else { throw wrong("how a tensor with attributes is made", start) }
            try reduce(inner, innerArguments, start)
        default: throw wrong("a call with other arguments", start)
        }
    }

    private mutating func makeTensor(
        _ storage: PickleStorage, _ type: NumberType, _ arguments: [PickleValue], _ start: Int
    ) throws(CheckpointFault) {
        guard let offset = arguments[1].int, let shape = arguments[2].sizes, let strides = arguments[3].sizes else {
            throw wrong("a tensor's offset, size and stride", start)
        }
        stack.push(.tensor(PickleTensor(storage: storage, type: type, offset: offset, shape: shape, strides: strides)))
    }

    /// What stands outside the pickle: a storage, or, in the oldest files, a whole tensor.
    private mutating func persistent(_ identifier: PickleValue, _ start: Int) throws(CheckpointFault) -> PickleValue {
        if identifier.tuple != nil { return .storage(try storage(identifier, start)) }
        guard let key = identifier.key, let tensor = outerTensors[key] else { throw wrong("a tensor that the file holds", start) }
        return .tensor(tensor)
    }

    /// A storage, or the tuple that identifies one; some programs other than PyTorch give the tuple itself.
    private mutating func storage(_ value: PickleValue, _ start: Int) throws(CheckpointFault) -> PickleStorage {
        if case .storage(let storage) = value { return storage }
        guard let values = value.tuple, values.count >= 5, values[0].string == "storage",
            case .global(.storageType(let type)) = values[1], let key = values[2].key, let count = values[4].int, count >= 0
        else { throw wrong("a storage's type, key and size", start) }
        let whole = PickleStorage(key: key, type: type, count: count)
        guard whole == storages[key, default: whole] else {
            throw CheckpointFault(reason: "its pickle describes the storage \(key.shownInError) in two ways")
        }
        storages[key] = whole
        guard values.count > 5, let view = values[5].tuple else { return whole }
        guard view.count == 3, let offset = view[1].int, let viewCount = view[2].int,
            let part = whole.part(offset: offset, count: viewCount)
        else { throw wrong("a part of the storage \(key.shownInError)", start) }
        return part
    }

    private mutating func global(module: String, name: String) throws(CheckpointFault) {
        guard let global = PickleGlobal(module: module, name: name) else {
            throw .unsupported(
                "it asks for Python's \("\(module).\(name)".shownInError), and only tensors, containers, numbers and strings are read; save these alone, in Python: torch.save(model.state_dict(), path)")
        }
        stack.push(.global(global))
    }

    // MARK: Containers

    private mutating func makeTuple(_ values: [PickleValue]) throws(CheckpointFault) {
        let depth = values.reduce(0) { if case .tuple(_, let depth) = $1 { max($0, depth + 1) } else { $0 } }
        guard depth <= Self.deepestTuple else {
            throw CheckpointFault(reason: "its pickle nests tuples more than \(Self.deepestTuple) deep")
        }
        stack.push(.tuple(values, depth: depth))
    }

    private mutating func makeList(_ values: [PickleValue]) {
        let list = PickleList()
        list.values = values
        lists.append(list)
        stack.push(.list(list))
    }

    private mutating func makeDictionary() {
        dictionaries.append(PickleDictionary())
        stack.push(.dictionary(dictionaries[dictionaries.count - 1]))
    }

    /// Python 2's way to write an OrderedDict: a list of pairs, each a list or a tuple.
    private mutating func makeDictionary(ofPairs pairs: PickleValue, _ start: Int) throws(CheckpointFault) {
        guard let pairs = pairs.elements else { throw wrong("a list of pairs", start) }
        try spend(pairs.count)
        makeDictionary()
        for pair in pairs {
            guard let pair = pair.elements, pair.count == 2 else { throw wrong("a pair of a key and a value", start) }
            try set(pair, start)
        }
    }

    private mutating func append(_ values: [PickleValue], _ start: Int) throws(CheckpointFault) {
        guard case .list(let list) = try stack.top() else { throw wrong("a list to append to", start) }
        list.values += values
    }

    private mutating func set(_ pairs: [PickleValue], _ start: Int) throws(CheckpointFault) {
        guard pairs.count % 2 == 0, case .dictionary(let dictionary) = try stack.top() else { throw wrong("pairs for a dictionary", start) }
        for index in stride(from: 0, to: pairs.count, by: 2) {
            if let key = pairs[index].key { dictionary.entries.append((key, pairs[index + 1])) }
        }
    }

    // MARK: Small parts

    private mutating func recall(_ index: Int) throws(CheckpointFault) {
        guard let value = memo[index] else { throw CheckpointFault(reason: "its pickle recalls what it never kept") }
        stack.push(value)
    }

    private mutating func other(_ count: Int) throws(CheckpointFault) {
        try bytes.skip(count)
        stack.push(.other)
    }

    /// Protocol 1 writes numbers as text, and true and false as "01" and "00".
    private mutating func textInteger(_ start: Int) throws(CheckpointFault) -> PickleValue {
        switch try bytes.line() {
        case "01": return .bool(true)
        case "00": return .bool(false)
        case let text:
            guard let number = Int(text) else { throw wrong("a whole number", start) }
            return .int(number)
        }
    }

    private mutating func spend(_ operations: Int) throws(CheckpointFault) {
        work += operations
        guard work <= mostWork else {
            throw CheckpointFault(reason: "its pickle has more than \(mostWork) operations, more than a network's tensors need")
        }
    }

    private func wrong(_ expected: String, _ place: Int) -> CheckpointFault {
        CheckpointFault(reason: "byte \(place) of its pickle: expected \(expected)")
    }
}
