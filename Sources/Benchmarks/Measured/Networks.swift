extension NetworkBenchmark {
    static let inference = NetworkBenchmark(
        name: "inference", summary: "ResNets forward at 224 × 224, beside PyTorch in both its layouts",
        works: [
            NetworkWork(label: "ResNet-18, batch 1", network: "resnet18", work: "inference", batch: 1, repetitions: 40, target: 2),
            NetworkWork(label: "ResNet-18, batch 32", network: "resnet18", work: "inference", batch: 32, repetitions: 6, target: 2.5),
            NetworkWork(label: "ResNet-50, batch 16", network: "resnet50", work: "inference", batch: 16, repetitions: 5, target: 1.3),
        ])

    static let training = NetworkBenchmark(
        name: "training", summary: "training steps of ResNets and the basic CNN, beside PyTorch in both its layouts",
        works: [
            NetworkWork(
                label: "ResNet-18, batch 32", network: "resnet18", work: "training", batch: 32, repetitions: 4, target: 2, memoryTarget: 1),
            NetworkWork(label: "ResNet-50, batch 16", network: "resnet50", work: "training", batch: 16, repetitions: 3, target: 1.3),
            NetworkWork(label: "basic CNN, batch 64", network: "basic-cnn", work: "training", batch: 64, repetitions: 3, target: 1.3),
        ])

    /// Twenty-five batches of forty images.
    static let frozenHead = NetworkBenchmark(
        name: "frozen-head", summary: "thirty epochs of the last layer on a frozen ResNet-18, beside PyTorch",
        works: [
            NetworkWork(label: "1,000 images", network: "resnet18", work: "frozen-head", batch: 40, repetitions: 25, target: 20)
        ])
}
