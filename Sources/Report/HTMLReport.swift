import Notebook

/// An executed notebook as one HTML file, which opens from disk anywhere: it runs no script and makes no
/// request.
///
///     let report = HTMLReport(executed)
///     try report.html.write(to: url, atomically: true, encoding: .utf8)
///     for warning in report.warnings { … }
///
/// Whatever a notebook's author or a cell wrote is escaped, reduced to safe markup, or shown in a frame of
/// its own. The same notebook gives the same bytes.
public struct HTMLReport: Sendable {
    /// The whole file.
    public let html: String
    /// Pictures that the notebook names and the report does not have.
    public let warnings: [Diagnostic]

    /// Renders a notebook with the pictures that lie in its own folder.
    /// - Parameter annotations: what is said of it from outside, such as points.
    public init(_ notebook: ExecutedNotebook, annotations: ReportAnnotations = .none) {
        let folder = ImageFolder(ofNotebookAt: notebook.document.path)
        self.init(notebook, annotations: annotations) { path throws(ImageProblem) in try folder.load(path) }
    }

    /// Renders a notebook with pictures from `loadImage`; nothing else is read.
    public init(_ notebook: ExecutedNotebook, annotations: ReportAnnotations = .none, loadImage: @escaping ImageLoader) {
        let page = ReportPage(notebook, annotations: annotations, loadImage: loadImage)
        html = page.html()
        warnings = page.warnings
    }
}
