import Yams

/// A YAML mapping that a person wrote: read key by key, with what is wrong collected as diagnostics.
struct Settings {
    /// Where the YAML stands in the notebook's file.
    struct Place {
        /// The file's line of the YAML's first line.
        let firstLine: Int
        /// For each of the YAML's lines, how many characters stand before it on the file's line;
        /// empty where none do.
        let removedColumns: [Int]

        func position(_ mark: Mark?) -> SourcePosition {
            guard let mark else { return SourcePosition(line: firstLine, column: 1) }
            guard !removedColumns.isEmpty else { return SourcePosition(line: firstLine + mark.line - 1, column: mark.column) }
            // YAML that ends too early is wrong on the line behind its last.
            let line = min(max(mark.line - 1, 0), removedColumns.count - 1)
            return SourcePosition(line: firstLine + line, column: mark.column + removedColumns[line])
        }
    }

    /// "setting" or "option": what the keys are called in messages.
    private let noun: String
    private let known: [String]
    private let place: Place
    private let path: String
    private var values: [String: Node] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    init(yaml: String, noun: String, known: [String], place: Place, path: String) {
        self.noun = noun
        self.known = known
        self.place = place
        self.path = path
        do {
            guard let root = try Yams.compose(yaml: yaml) else { return }
            read(root)
        } catch {
            let (position, problem) = Self.explain(error, at: place)
            report(position, "this is not valid YAML: \(problem)\(Self.remedy(error, in: yaml))")
        }
    }

    /// A mapping that is itself the value of a key.
    private init(_ root: Node, noun: String, known: [String], in outer: Settings) {
        self.noun = noun
        self.known = known
        place = outer.place
        path = outer.path
        read(root)
    }

    private mutating func read(_ root: Node) {
        // Only comments, or nothing at all.
        if case .scalar(let scalar) = root, scalar.string.isEmpty { return }
        guard case .mapping(let mapping) = root else {
            report(root, "expected `key: value` lines")
            return
        }
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                report(key, "expected a name before the colon")
                continue
            }
            guard known.contains(name) else {
                report(key, "unknown \(noun) `\(name)`\(NearestName.remedy(for: name, among: known))")
                continue
            }
            values[name] = value
        }
    }

    private static func explain(_ error: any Error, at place: Place) -> (SourcePosition, String) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (place.position(mark), problem)
        case .reader(let problem, _, _, _): (place.position(nil), problem)
        case .duplicatedKeysInMapping(let keys, let context):
            (place.position(context.mark),
                "these keys stand twice: " + keys.sorted().map { "`\($0)`" }.joined(separator: ", "))
        default: (place.position(nil), "\(error)")
        }
    }

    /// A value that YAML takes for something else, as it does with a colon in it, is a text in quotation marks.
    private static func remedy(_ error: any Error, in yaml: String) -> String {
        let mark: Mark
        switch error as? YamlError {
        case .scanner(_, _, let place, _), .parser(_, _, let place, _): mark = place
        default: return ""
        }
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(mark.line - 1), let match = lines[mark.line - 1].wholeMatch(of: /([a-z-]+):[ ]+([^\s"'\[{|>].*?)\s*/) else { return "" }
        let text = match.2.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "; put the text in quotes: `\(match.1): \"\(text)\"`"
    }

    mutating func report(_ position: SourcePosition, _ message: String) {
        diagnostics.append(Diagnostic(.error, path: path, position: position, message: message))
    }

    private mutating func report(_ node: Node, _ message: String) {
        report(place.position(node.mark), message)
    }

    /// Where the value of a key begins; `nil` where the key is not given.
    func position(of name: String) -> SourcePosition? {
        values[name].map { place.position($0.mark) }
    }
}

// MARK: - Typed values. Each gives `nil` where the key is absent or its value is wrong, which is then reported.

extension Settings {
    mutating func string(_ name: String) -> String? {
        value(name, expected: "text") { node in
            guard case .scalar(let scalar) = node, !Self.isNull(scalar) else { return nil }
            return scalar.string
        }
    }

    /// Whether a key is given, whatever its value.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// Whether a key's value is this word, not in quotes.
    func isWord(_ name: String, _ word: String) -> Bool {
        guard case .scalar(let scalar)? = values[name] else { return false }
        return scalar.style == .plain && scalar.string == word
    }

    /// A mapping with keys of its own, called `noun` in messages; what is wrong with it comes back by `absorb`.
    mutating func mapping(_ name: String, noun: String, known: [String]) -> Settings? {
        value(name, expected: "a mapping such as `{\(known[0]): …}`") { $0.mapping == nil ? nil : $0 }.map { Settings($0, noun: noun, known: known, in: self) }
    }

    /// Takes over what is wrong with an inner mapping.
    mutating func absorb(_ inner: Settings) { diagnostics += inner.diagnostics }

    mutating func bool(_ name: String) -> Bool? {
        value(name, expected: "`true` or `false`") { $0.bool }
    }

    mutating func seconds(_ name: String) -> Double? {
        value(name, expected: "a number of seconds greater than 0") { node in
            guard let seconds = node.float, CellOptions.isTimeout(seconds) else { return nil }
            return seconds
        }
    }

    /// A finite number.
    mutating func number(_ name: String, expected: String, where isRight: (Double) -> Bool = { _ in true }) -> Double? {
        value(name, expected: expected) { node in
            guard let number = node.scalar.flatMap({ Double($0.string) }), number.isFinite, isRight(number) else { return nil }
            return number
        }
    }

    mutating func points(_ name: String) -> Double? {
        number(name, expected: "a number greater than 0") { $0 > 0 && $0 <= CheckReader.mostPoints }
    }

    /// What is expected of an observation.
    mutating func observedValue(_ name: String) -> ObservedValue? {
        guard let node = values[name] else { return nil }
        do {
            return try ObservedValue(yaml: node)
        } catch {
            report(place.position(error.mark ?? node.mark), "\(noun) `\(name)` \(error.message)")
            return nil
        }
    }

    /// True classes: an expression, or a list of them.
    mutating func labels(_ name: String) -> CheckOptions.Labels? {
        value(name, expected: "an expression of the judge's, or a list of classes (whole numbers, 0 or greater)") { node in
            guard let sequence = node.sequence else {
                guard case .scalar(let scalar) = node, !Self.isNull(scalar), !scalar.string.isEmpty else { return nil }
                return .expression(scalar.string)
            }
            let classes = sequence.compactMap { $0.scalar.flatMap { Int($0.string) } }.filter { $0 >= 0 }
            return classes.count == sequence.count ? .values(classes) : nil
        }
    }

    /// A list of texts; an item with a colon in it, which is a mapping to YAML, is what it looks like.
    mutating func lines(_ name: String) -> [String]? {
        value(name, expected: "a list of texts") { node in
            let nodes = node.sequence.map(Array.init) ?? [node]
            let lines = nodes.compactMap { node -> String? in
                switch node {
                case .scalar(let scalar): return Self.isNull(scalar) ? nil : scalar.string
                case .mapping(let mapping):
                    guard mapping.count == 1, let (key, value) = mapping.first.map({ ($0.key.scalar, $0.value.scalar) }), let key, let value else { return nil }
                    return "\(key.string): \(value.string)"
                default: return nil
                }
            }
            return lines.count == nodes.count ? lines : nil
        }
    }

    mutating func unsigned(_ name: String) -> UInt64? {
        value(name, expected: "a whole number from 0 to \(UInt64.max)") { node in
            node.scalar.flatMap { UInt64($0.string) }
        }
    }

    /// A list of names, or one name.
    mutating func names(_ name: String) -> [String]? {
        value(name, expected: "a name or a list of names") { node in
            let nodes = node.sequence.map(Array.init) ?? [node]
            let names = nodes.compactMap { node -> String? in
                guard case .scalar(let scalar) = node, !Self.isNull(scalar), !scalar.string.isEmpty else { return nil }
                return scalar.string
            }
            return names.count == nodes.count ? names : nil
        }
    }

    /// A mapping of names to single values, as written, or to lists of them, as `[a, "b"]`.
    mutating func stringMap(_ name: String) -> [String: String]? {
        value(name, expected: "a mapping of names to single values or lists of them") { node in
            guard let mapping = node.mapping else { return nil }
            var result: [String: String] = [:]
            for (key, value) in mapping {
                guard let key = key.scalar?.string else { return nil }
                if let sequence = value.sequence {
                    let items = sequence.map { $0.scalar.map(Self.listItem) }
                    guard !items.contains(nil) else { return nil }
                    result[key] = "[" + items.compactMap(\.self).joined(separator: ", ") + "]"
                } else {
                    guard case .scalar(let scalar) = value else { return nil }
                    result[key] = scalar.string
                }
            }
            return result
        }
    }

    /// One of a few words.
    mutating func choice(_ name: String, of choices: [String]) -> String? {
        let words = choices.map { "`\($0)`" }.joined(separator: " or ")
        return value(name, expected: words) { node in
            node.scalar.map(\.string).flatMap { choices.contains($0) ? $0 : nil }
        }
    }

    private mutating func value<Value>(
        _ name: String, expected: String, _ read: (Node) -> Value?
    ) -> Value? {
        guard let node = values[name] else { return nil }
        if let value = read(node) { return value }
        let found = node.scalar.map { Self.isNull($0) ? "nothing" : "`\($0.string)`" } ?? (node.sequence != nil ? "a list" : "a mapping")
        report(node, "\(noun) `\(name)` must be \(expected), not \(found)")
        return nil
    }

    /// An item of a list as text: in quotation marks where it was, or where it could be taken for several.
    private static func listItem(_ scalar: Node.Scalar) -> String {
        let text = scalar.string
        let isPlain = scalar.style == .plain && !text.isEmpty && !text.contains { ",[]\"\\\n\t".contains($0) }
        guard !isPlain else { return text }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
        return "\"\(escaped)\""
    }

    private static func isNull(_ scalar: Node.Scalar) -> Bool {
        scalar.style == .plain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
