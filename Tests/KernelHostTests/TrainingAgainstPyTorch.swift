import CellCompiler
import Foundation
import KernelHost
import Notebook
import Testing

/// Twenty steps of ResNet-18 at 64×64 from the same weights and batches as PyTorch's, in a notebook: the kernel is built
/// in release, and seconds are enough. How far two right trainings may lead apart: see make_training.py.
@Suite(.serialized) struct TrainingAgainstPyTorch {
    /// What LandUseKitTests/Fixtures/make_training.py wrote: the losses by optimiser.
    private static func expected() throws -> [String: [Double]] {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../LandUseKitTests/Fixtures/training.json")
        return try JSONDecoder().decode([String: [Double]].self, from: Data(contentsOf: path))
    }

    private static let optimizers = [
        "SGD": "SGD(model.parameters(), learningRate: 5e-5, momentum: 0.9, weightDecay: 1e-4)",
        "AdamW": "AdamW(model.parameters(), learningRate: 1e-5)",
    ]

    /// A notebook that prints the loss of each step.
    ///
    /// - Parameter kernels: the value of LANDUSE_KERNELS; "fast" means nothing there, so that the best ones are taken.
    private static func notebook(_ optimizer: String, kernels: String) -> String {
        """
        ---
        libraries: [LandUseKit]
        ---

        ```swift
        import Glibc
        import LandUseKit
        setenv("LANDUSE_KERNELS", "\(kernels)", 1)

        /// As in make_fixtures.py.
        func noise(_ shape: [Int], _ stream: Int) -> Tensor {
            let start = UInt32(truncatingIfNeeded: stream) &* 1_000_003
            var numbers = [Float](repeating: 0, count: shape.reduce(1, *))
            for index in numbers.indices {
                var hash = (UInt32(truncatingIfNeeded: index) &+ start) &* 0x9e37_79b1
                hash ^= hash >> 15
                hash = hash &* 0x85eb_ca77
                hash ^= hash >> 13
                numbers[index] = Float(hash >> 8) * 0x1p-24 - 0.5
            }
            return Tensor(numbers, shape: shape)
        }

        func filled(_ name: String, _ tensor: Tensor, _ stream: Int) -> Tensor {
            let values = noise(tensor.shape, stream)
            if tensor.rank > 1 { return values * Float((24 / Double(tensor.shape.dropFirst().reduce(1, *))).squareRoot()) }
            if name.hasSuffix("running_var") { return values * 0.5 + 1 }
            return name.hasSuffix("weight") ? values * 0.25 + 0.75 : values * 0.25
        }

        let model = ResNet.resnet18(numClasses: 21)
        var weights = StateDict()
        for (stream, entry) in model.stateDict().entries.enumerated() where !entry.name.hasSuffix("num_batches_tracked") {
            weights[entry.name] = filled(entry.name, entry.tensor, stream)
        }
        try model.load(weights)
        let optimizer = \(optimizer)
        for step in 0..<20 {
            let batch = step % 4
            // Squares of eight pixels.
            let squares = noise([8, 3, 8, 1, 8, 1], 3000 + batch) * 4
            let images = (squares * Tensor.ones([8, 3, 8, 8, 8, 8])).reshape([8, 3, 64, 64])
            optimizer.zeroGrad()
            let loss = crossEntropy(model(images), (0..<8).map { (5 * $0 + 3 * batch) % 21 })
            loss.backward()
            optimizer.step()
            print("loss", loss.item())
        }
        ```

        """
    }

    @Test(arguments: [
        ("SGD", "fast", 1e-2), ("SGD", "avx2", 1e-2), ("SGD", "portable", 1e-2), ("SGD", "reference", 1e-3),
        ("AdamW", "fast", 1e-2), ("AdamW", "reference", 1e-3),
    ])
    func `losses follow PyTorch's`(kind: String, kernels: String, tolerance: Double) async throws {
        let expected = try #require(Self.expected()[kind])
        let source = Self.notebook(try #require(Self.optimizers[kind]), kernels: kernels)
        let document = try NotebookDocument.parse(Array(source.utf8), path: NotebookFixture.folder.appending(path: "none.md").path)
        let runner = NotebookRunner(toolchain: try await Toolchain.find(cache: NotebookFixture.cache.root), cache: NotebookFixture.cache)
        guard case .executed(let executed, nil) = try await runner.run(document, report: { _ in }) else {
            Issue.record("the notebook did not run to its end")
            return
        }
        let printed = RunDescription.printed(executed)
        let found = printed.split(separator: "\n").compactMap { line in
            line.hasPrefix("loss ") ? Double(line.dropFirst("loss ".count)) : nil
        }
        #expect(found.count == 20 && expected.count == 20, "\(RunDescription.text(.executed(executed, nil)))")
        for (step, (found, expected)) in zip(found, expected).enumerated() {
            #expect(abs(found - expected) <= tolerance * expected, "\(kind), \(kernels), step \(step): \(found), PyTorch \(expected)")
        }
    }
}
