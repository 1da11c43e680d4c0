/// What the text before the cursor can be completed to.
public struct Completion: Sendable, Equatable {
    /// What takes the place of the word that was begun.
    public var text: String
    /// How it stands in the list: `resnet18(numClasses: Int)`.
    public var label: String
    /// What more the list says of it: its type.
    public var detail: String

    public init(text: String, label: String? = nil, detail: String = "") {
        self.text = text
        self.label = label ?? text
        self.detail = detail
    }
}

/// Completions for a word that begins at an offset of the text.
public struct Completions: Sendable, Equatable {
    /// How many characters stand before the word.
    public var start: Int
    public var all: [Completion]

    public init(start: Int, _ all: [Completion]) {
        self.start = start
        self.all = all
    }
}

/// A list of completions that is shown, and the one of them that stands in the text.
struct CompletionMenu: Sendable, Equatable {
    var completions: Completions
    /// The texts that differ, in the order of the list.
    let texts: [String]
    var selected: Int?

    init(_ completions: Completions) {
        self.completions = completions
        var seen: Set<String> = []
        texts = completions.all.map(\.text).filter { seen.insert($0).inserted }
    }

    /// How all of the texts begin.
    var commonPrefix: String {
        guard var prefix = texts.first else { return "" }
        for text in texts.dropFirst() { prefix = String(zip(prefix, text).prefix { $0 == $1 }.map(\.0)) }
        return prefix
    }

    /// Goes to the next text, or the one before, and gives it.
    mutating func select(by step: Int) -> String? {
        guard !texts.isEmpty else { return nil }
        let next = selected.map { ($0 + step + texts.count) % texts.count } ?? (step > 0 ? 0 : texts.count - 1)
        selected = next
        return texts[next]
    }
}
