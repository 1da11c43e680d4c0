extension DataSource {
    /// Who took the pictures, where that was no camera; `nil` for real ones.
    var origin: String? { isGenerated ? "drawn by a program" : isPartlyGenerated ? "partly drawn by a program" : nil }

    /// The name, and whether the pictures are real: "squares (drawn by a program)".
    var title: String { name + (origin.map { " (\($0))" } ?? "") }

    /// Why results on the pictures are not to be believed beyond them; `nil` for real ones.
    var caution: String? {
        if isGenerated { return "A program drew these pictures: results on them say nothing about real images." }
        guard isPartlyGenerated else { return nil }
        return "Partly generated: a program drew some of these pictures, and results on those say nothing about real images."
    }

    /// What stands below a result: which pictures it comes from.
    var remark: String { "Data: \(name)." + (caution.map { " " + $0 } ?? "") }

    /// What a reader must know of pictures from there, a sentence a line.
    var notes: [String] {
        ["Licence: \(licence)."] + (place.map { ["Read from \($0)."] } ?? []) + (caution.map { [$0] } ?? [])
    }
}
