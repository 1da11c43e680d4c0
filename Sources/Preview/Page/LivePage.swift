import Foundation
import Report
import Synchronization

/// The page of a notebook that is followed: renders what has changed of it, and tells how soon to do so again.
struct LivePage: Sendable {
    /// The least time between two versions of the page.
    private static let interval = Duration.milliseconds(80)

    /// The pictures that the page names, as their files were just before they were read.
    private(set) var pictures: [String: FileStamp?] = [:]

    private let path: String
    private var page: ReportPage?
    private var allowsFrames = false
    /// The cells that are to be rendered anew; `nil` for the whole page.
    private var changed: Set<Int>?
    private var pause = interval
    private var rendered = ContinuousClock.now - interval

    /// The page of the notebook at `path`.
    init(path: String) { self.path = path }

    /// Notes that cells have changed, or all of the page where it is `nil`.
    mutating func change(_ cells: Set<Int>?) {
        changed = if let cells { changed?.union(cells) } else { nil }
    }

    /// How long to wait before the page is rendered again.
    var rest: Duration { pause - (ContinuousClock.now - rendered) }

    /// Renders what has changed.
    mutating func render(_ state: PreviewState, notice: String, isBusy: Bool) -> PublishedPage {
        let start = ContinuousClock.now
        let page = updated(state)
        self.page = page
        changed = []
        // Once a frame was shown, others may come; a page need not be loaded again for each.
        allowsFrames = allowsFrames || page.hasFrames
        let published = PublishedPage(page, notice: notice, isBusy: isBusy, allowsFrames: allowsFrames)
        rendered = .now
        // A page that takes long to render is rendered less often, so that there is time for the rest.
        pause = max(Self.interval, (rendered - start) * 3)
        return published
    }

    private mutating func updated(_ state: PreviewState) -> ReportPage {
        guard let changed, var page, state.problems.diagnostics.isEmpty else { return whole(state) }
        for index in changed where state.notebook.cells.indices.contains(index) { page.show(state.notebook.cells[index], of: state.notebook) }
        page.showSummary(state.notebook)
        return page
    }

    private mutating func whole(_ state: PreviewState) -> ReportPage {
        let folder = ImageFolder(ofNotebookAt: path), base = URL(filePath: path).deletingLastPathComponent()
        let named = Mutex<[String: FileStamp?]>([:])
        let page = ReportPage(
            state.notebook, problems: state.problems.diagnostics, in: state.problems.source, after: page
        ) { path throws(ImageProblem) in
            if !path.hasPrefix("/") {
                let file = base.appending(path: path).path
                named.withLock { $0[file] = .some(FileStamp(path: file)) }
            }
            return try folder.load(path)
        }
        pictures = named.withLock { $0 }
        return page
    }
}
