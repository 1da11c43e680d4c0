import ArgumentParser

struct GradebookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gradebook",
        abstract: "See and change what a class has earned for an assignment.",
        discussion: """
            FOLDER is the assignment's, in which landuse grade keeps gradebook.sqlite. Nothing in a gradebook is \
            overwritten: a new score comes behind the old one, and both stay in the history. Only `remove` forgets.

            Exit codes: 0 all well; 1 no such student, question or assignment, or points out of bounds; 66 a gradebook \
            that is not there or cannot be read; 73 one that cannot be written.
            """,
        subcommands: [Show.self, Score.self, FeedbackAgain.self, Late.self, Export.self, Rename.self, Remove.self])
}
