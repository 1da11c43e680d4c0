/// A sequence whose iteration a progress bar follows.
///
///     for epoch in progress(1...20, "epoch") { … }
public func progress<Base: Sequence>(
    _ items: Base, _ label: String = "", file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
) -> ProgressSequence<Base> {
    ProgressSequence(base: items, label: label, file: file, line: line, column: column)
}

/// What `progress(_:_:)` gives; each iteration of it makes a bar.
public struct ProgressSequence<Base: Sequence>: Sequence {
    let base: Base
    let label: String
    let file: StaticString, line: UInt, column: UInt

    public func makeIterator() -> Iterator {
        // A collection's count, or 0 for a sequence that cannot tell.
        let count = base.underestimatedCount, isCollection = base is any Collection
        let bar = ProgressBar(label, total: isCollection || count > 0 ? count : nil, file: file, line: line, column: column)
        return Iterator(base: base.makeIterator(), bar: bar)
    }

    public var underestimatedCount: Int { base.underestimatedCount }

    public struct Iterator: IteratorProtocol {
        var base: Base.Iterator
        /// The loop's bar, to be given a note.
        let bar: ProgressBar
        /// An element is done when the next one is asked for.
        var isInside = false

        public mutating func next() -> Base.Element? {
            if isInside { bar.advance() }
            let element = base.next()
            if isInside, element == nil { bar.finish() }
            isInside = element != nil
            return element
        }
    }
}
