/// What a cell put out, in the shapes of Jupyter's nbformat 4.
public enum Output: Sendable, Equatable {
    public enum Stream: String, Sendable { case stdout, stderr }

    /// Text that was printed; neighbours of the same stream are one output.
    case stream(Stream, text: String)
    /// A value that the cell displayed.
    case displayData(MediaBundle)
    /// The value of the cell's trailing expression.
    case executeResult(MediaBundle)
    /// Why the cell ended before its end.
    case error(CellFailure)
    /// Output that was over the bound and is not kept: how many bytes.
    case omitted(bytes: Int)
}

extension [Output] {
    /// Puts a displayed value in the place of the one that is shown under the same name, if there is one.
    public mutating func update(with bundle: MediaBundle) {
        guard let id = bundle.displayID else { return }
        for (index, output) in enumerated() {
            if case .displayData(let shown) = output, shown.displayID == id { self[index] = .displayData(bundle) }
        }
    }
}

/// A displayed value's representations, as the host received them from the kernel: untrusted bytes.
public struct MediaBundle: Sendable, Equatable {
    public struct Representation: Sendable, Equatable {
        /// The MIME type, e.g. `image/png`.
        public var type: String
        /// UTF-8 for text types, raw bytes for images.
        public var bytes: [UInt8]

        public init(type: String, bytes: [UInt8]) {
            self.type = type
            self.bytes = bytes
        }
    }

    public var representations: [Representation]
    /// The words that stand for a picture.
    public var alternativeText: String?
    /// The name under which the value is shown, so that a newer one can take its place: Jupyter's `display_id`.
    public var displayID: String?

    public init(representations: [Representation], alternativeText: String? = nil, displayID: String? = nil) {
        self.representations = representations
        self.alternativeText = alternativeText
        self.displayID = displayID
    }

    public subscript(type: String) -> [UInt8]? {
        representations.first { $0.type == type }?.bytes
    }

    /// The representation as text; bytes that are no UTF-8 become U+FFFD.
    public func text(_ type: String) -> String? {
        self[type].map { String(decoding: $0, as: UTF8.self) }
    }
}

/// Why a cell ended before its end, in words and with the notebook's own lines.
public struct CellFailure: Sendable, Equatable, Error {
    /// nbformat's `ename`: `Trap`, `UncaughtError`, `StackOverflow`, `TimeLimit`, `CompileError` …
    public var name: String
    /// nbformat's `evalue`: one sentence.
    public var reason: String
    /// Where, innermost first; only the notebook's own frames.
    public var frames: [Frame]

    public struct Frame: Sendable, Equatable {
        /// The function's name as the author wrote it; `nil` for a cell's top level.
        public var function: String?
        /// The cell's id.
        public var cell: String
        public var position: SourcePosition

        public init(function: String?, cell: String, position: SourcePosition) {
            self.function = function
            self.cell = cell
            self.position = position
        }
    }

    public init(name: String, reason: String, frames: [Frame] = []) {
        self.name = name
        self.reason = reason
        self.frames = frames
    }
}
