import Feedback
import Foundation
import Grading
import Report

/// What is kept of each graded submission for its report.
enum GradingFeedback {
    /// Keeps a run beside its result, rendered without marks: these come from the gradebook.
    static func keep(_ outcome: ClassGrading.Outcome, in files: FeedbackFiles, picturesOf notebook: String) throws {
        guard let executed = outcome.executed else { return }
        // The pictures that the prose names are the teacher's; a student's words bring none.
        let pictures = ImageFolder(ofNotebookAt: notebook)
        let snapshot = FeedbackSnapshot(executed, graded: outcome.graded, studentCells: outcome.studentCells) { path throws(ImageProblem) in
            try pictures.load(path)
        }
        try files.keep(snapshot, as: outcome.submission.fileName)
    }
}
