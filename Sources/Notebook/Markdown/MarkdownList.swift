/// A bulleted or numbered list.
public struct MarkdownList: Sendable, Equatable {
    /// One entry of a list.
    public struct Item: Sendable, Equatable {
        public var blocks: [MarkdownBlock]
        /// `[ ]` and `[x]` at an item's front; `nil` for an item that is no task.
        public var isDone: Bool?
        /// Whether this is the rest of the item before it, after a cell that stands inside of it.
        public var isContinuation: Bool

        public init(_ blocks: [MarkdownBlock], isDone: Bool? = nil, isContinuation: Bool = false) {
            self.blocks = blocks
            self.isDone = isDone
            self.isContinuation = isContinuation
        }
    }

    /// The first item's number; `nil` for a bulleted list.
    public var start: Int?
    /// Whether the items' paragraphs stand without space between them.
    public var isTight: Bool
    public var items: [Item]

    public init(start: Int?, isTight: Bool, items: [Item]) {
        self.start = start
        self.isTight = isTight
        self.items = items
    }
}
