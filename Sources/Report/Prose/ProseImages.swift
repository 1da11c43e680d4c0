import Notebook

/// Puts a notebook's own pictures into its report, and notes which could not be.
struct ProseImages {
    /// `nil` where there is no folder to look in: a cell's output may not choose files of the machine
    /// that makes the report.
    let load: ImageLoader?
    /// The notebook, to say where a missing picture is asked for.
    let document: NotebookDocument?
    private(set) var warnings: [Diagnostic] = []
    private var loaded: [String: Result<String, ImageProblem>] = [:]

    init(load: ImageLoader?, document: NotebookDocument?) {
        self.load = load
        self.document = document
    }

    mutating func html(_ image: RawImage) -> HTML {
        let (source, alternativeText) = (image.source, image.alternativeText)
        switch LinkPolicy.imageSource(source) {
        case .remote(let address):
            // The report makes no request; whoever wants the picture follows the link.
            let words = alternativeText.isEmpty ? address : alternativeText
            return #"<a class="remote-image" href="\#(address)" rel="noreferrer noopener">\#(words)</a>"#
        case .refused:
            return problem(.refusedAddress(String(source.prefix(80))), source: source, alternativeText: alternativeText)
        case .local(let path):
            switch dataURI(path) {
            case .success(let uri):
                let title: HTML? = image.title.map { #" title="\#($0)""# }
                return #"<img src="\#(uri)" alt="\#(alternativeText)"\#(title)\#(image.size)>"#
            case .failure(let problem): return self.problem(problem, source: source, alternativeText: alternativeText)
            case nil: return #"<span class="missing-image">\#(alternativeText.isEmpty ? path : alternativeText)</span>"#
            }
        }
    }

    private mutating func dataURI(_ path: String) -> Result<String, ImageProblem>? {
        guard let load else { return nil }
        if let known = loaded[path] { return known }
        let result = Result { () throws(ImageProblem) -> String in
            let bytes = try load(path)
            guard let format = ImageFormat(of: bytes) else { throw .unknownFormat(path: path) }
            return format.dataURI(bytes)
        }
        loaded[path] = result
        return result
    }

    private mutating func problem(_ problem: ImageProblem, source: String, alternativeText: String) -> HTML {
        if let document {
            let warning = Diagnostic(.warning, path: document.path, position: position(of: source, in: document), message: "\(problem)")
            if !warnings.contains(warning) { warnings.append(warning) }
        }
        let words: HTML = alternativeText.isEmpty ? "" : "\(alternativeText) "
        return #"<span class="missing-image">\#(words)(\#("\(problem)"))</span>"#
    }

    /// The first place in the file at which the address stands as the tree has it.
    private func position(of source: String, in document: NotebookDocument) -> SourcePosition? {
        guard !source.isEmpty else { return nil }
        for (index, line) in NotebookLines(document).lines.enumerated() {
            if let range = line.firstRange(of: source) {
                return SourcePosition(line: index + 1, column: line.distance(from: line.startIndex, to: range.lowerBound) + 1)
            }
        }
        return nil
    }
}
