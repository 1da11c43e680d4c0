import Foundation

/// A class's assignment as nbgrader takes it.
struct NbgraderNotebook {
    let cells: [(id: String, source: String, isTest: Bool)]

    /// The notebook in nbformat 4.5, with nbgrader's marks: answers to be written, and tests worth two points each.
    var data: Data {
        get throws {
            let kernel = ["display_name": "Python 3", "language": "python", "name": "python3"]
            let first = Self.cell("imports", "import random\nfrom collections import Counter", nbgrader: nil)
            let rest = cells.map { cell in
                Self.cell(
                    cell.id, cell.source,
                    nbgrader: [
                        "grade": cell.isTest, "grade_id": cell.id, "locked": cell.isTest, "points": cell.isTest ? 2 : 0, "schema_version": 3,
                        "solution": !cell.isTest, "task": false,
                    ])
            }
            return try JSONSerialization.data(
                withJSONObject: ["nbformat": 4, "nbformat_minor": 5, "metadata": ["kernelspec": kernel], "cells": [first] + rest], options: [.sortedKeys])
        }
    }

    private static func cell(_ id: String, _ source: String, nbgrader: [String: Any]?) -> [String: Any] {
        var metadata: [String: Any] = [:]
        if var marks = nbgrader {
            if marks["grade"] as? Bool == false { marks["points"] = nil }
            metadata["nbgrader"] = marks
        }
        return ["cell_type": "code", "id": id, "execution_count": NSNull(), "metadata": metadata, "outputs": [Any](), "source": source]
    }
}

extension SmallClass {
    /// Writes nbgrader's course folder: the assignment with its solution, and what was handed in.
    func writeNbgrader(to folder: URL) throws {
        func write(_ cells: [(id: String, source: String, isTest: Bool)], to path: String) throws {
            let file = folder.appending(path: "\(path)/\(Self.name)/\(Self.name).ipynb")
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try NbgraderNotebook(cells: cells).data.write(to: file)
        }
        try write(python(nil), to: "source")
        for number in 0..<students { try write(python(number), to: "submitted/\(student(number))") }
        try Data("c = get_config()\nc.CourseDirectory.course_id = \"bench\"\n".utf8).write(to: folder.appending(path: "nbgrader_config.py"))
    }
}
