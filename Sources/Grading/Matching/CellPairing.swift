import Notebook

/// Which of a student's fences stands for which cell of the release. Pure.
struct CellPairing {
    /// For each cell of the release, the student's fence that stands for it.
    private(set) var fences: [Int?]
    /// For each of the student's fences, the cell that it stands for.
    private(set) var cells: [Int?]
    /// Fences with an id that an earlier one has.
    private(set) var duplicates: Set<Int> = []
    /// Cells that are found under another id than their own.
    private(set) var renamed: Set<Int> = []

    /// - Parameter release: cells with ids, as all of a release have.
    init(_ release: [Cell], student: [LenientNotebook.Fence]) {
        fences = Array(repeating: nil, count: release.count)
        cells = Array(repeating: nil, count: student.count)
        pairByID(release, student)
        pairByPlace(release, student)
    }

    private mutating func pair(_ cell: Int, _ fence: Int) {
        fences[cell] = fence
        cells[fence] = cell
    }

    private mutating func pairByID(_ release: [Cell], _ student: [LenientNotebook.Fence]) {
        var byID: [String: Int] = [:]
        for (index, cell) in release.enumerated() { if let id = cell.options.id { byID[id] = index } }
        for (index, fence) in student.enumerated() {
            guard let id = fence.id, let cell = byID[id] else { continue }
            if fences[cell] == nil { pair(cell, index) } else { duplicates.insert(index) }
        }
    }

    /// What is left between the same neighbours: a cell whose id the student changed or took away.
    private mutating func pairByPlace(_ release: [Cell], _ student: [LenientNotebook.Fence]) {
        var open: [Int: [Int]] = [:], before = -1
        for cell in release.indices {
            if fences[cell] != nil { before = cell } else { open[before, default: []].append(cell) }
        }
        before = -1
        for fence in student.indices {
            if let cell = cells[fence] {
                before = cell
                continue
            }
            guard !duplicates.contains(fence), var candidates = open[before] else { continue }
            // What is the teacher's stands there in any case; only an answer is worth a guess.
            guard let place = candidates.firstIndex(where: { release[$0].isAnswer }) else { continue }
            let cell = candidates[place]
            candidates.removeSubrange(...place)
            open[before] = candidates
            pair(cell, fence)
            renamed.insert(cell)
            if !candidates.isEmpty { open[cell] = candidates }
            before = cell
        }
    }

    /// The cells of the release that stand elsewhere in the student's order: all but a longest run that is in order.
    func moved() -> Set<Int> {
        let order = cells.compactMap { $0 }
        guard !order.isEmpty else { return [] }
        var length = Array(repeating: 1, count: order.count), previous = Array(repeating: -1, count: order.count)
        for end in order.indices {
            for start in 0..<end where order[start] < order[end] && length[start] + 1 > length[end] {
                length[end] = length[start] + 1
                previous[end] = start
            }
        }
        var place = order.indices.max { length[$0] < length[$1] } ?? 0, kept: Set<Int> = []
        while place >= 0 {
            kept.insert(order[place])
            place = previous[place]
        }
        return Set(order).subtracting(kept)
    }

    /// Code without what editors change by themselves at the ends of lines and of the file.
    static func trimmed(_ code: String) -> String {
        var lines = code.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " || $0 == "\t" || $0 == "\r" }.reversed())
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
