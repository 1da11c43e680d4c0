@testable import Preview
import Testing

/// When a file that is being written is taken, shown step by step.
@Suite struct SettlingFileTests {
    /// What the file is at some time, and what is told then.
    typealias Step = (milliseconds: Int, file: FileStamp?, change: SettlingFile.Change?)

    static func file(_ size: Int64, inode: UInt64 = 1, at modified: Int64 = 0) -> FileStamp {
        FileStamp(inode: inode, size: size, modified: modified)
    }

    static let stories: [(String, [Step])] = [
        ("nothing happens", [(60, file(9), nil), (10_000, file(9), nil)]),
        ("a save is told once, when it has come to rest", [(60, file(10), nil), (120, file(10), nil), (180, file(10), .changed), (240, file(10), nil)]),
        ("a file that grows is not taken", [(60, file(10), nil), (160, file(11), nil), (260, file(12), nil), (380, file(12), .changed)]),
        ("the same size at another time", [(60, file(9, at: 1), nil), (180, file(9, at: 1), .changed)]),
        ("another file renamed into its place", [(60, file(9, inode: 2), nil), (180, file(9, inode: 2), .changed)]),
        ("emptied, then written", [(60, file(0), nil), (300, file(0), nil), (400, file(8), nil), (520, file(8), .changed)]),
        ("emptied for good", [(60, file(0), nil), (559, file(0), nil), (560, file(0), .changed)]),
        ("gone for a moment", [(60, nil, nil), (300, nil, nil), (360, file(9, inode: 2), nil), (480, file(9, inode: 2), .changed)]),
        ("gone, and back", [(60, nil, nil), (560, nil, .gone), (900, nil, nil), (960, file(9), nil), (1080, file(9), .changed)]),
        ("changed and changed back", [(60, file(10), nil), (120, file(9), nil), (1000, file(9), nil)]),
    ]

    @Test(arguments: stories.indices)
    func `a file is taken when it has come to rest`(index: Int) {
        let (name, steps) = Self.stories[index]
        let start = ContinuousClock.now
        var settling = SettlingFile(Self.file(9), at: start)
        for step in steps {
            let change = settling.observe(step.file, at: start + .milliseconds(step.milliseconds))
            #expect(change == step.change, "\(name), after \(step.milliseconds) ms")
        }
    }
}
