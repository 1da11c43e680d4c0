import Assignments
import Notebook

extension ExecutedNotebook {
    /// The same without what differs from run to run: times, and what it says of the machine.
    var withoutTimes: ExecutedNotebook {
        var settled = self
        settled.startedAt = 0
        settled.duration = 0
        settled.facts = nil
        settled.provenance = []
        for index in settled.cells.indices {
            if settled.cells[index].duration != nil { settled.cells[index].duration = 0 }
            settled.cells[index].outputs = settled.cells[index].outputs.map { output in
                guard case .error(var failure) = output else { return output }
                // How much a stopped cell held is another number each time.
                failure.reason = failure.reason.replacing(/; what it held stays taken: \d+ MiB/, with: "")
                return .error(failure)
            }
        }
        return settled
    }

    /// Without some cells, as a student may see it.
    func without(_ hidden: Set<String>) -> ExecutedNotebook {
        var shown = self
        shown.cells.removeAll { hidden.contains($0.cell.id) }
        shown.document = document.without(hidden)
        return shown
    }
}
