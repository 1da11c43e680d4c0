import Testing
@testable import LandUseKit

@Suite("Balanced class weights")
struct BalancedClassWeightsTests {
    static let cases: [([Int], Int, [Double])] = [
        // scikit-learn 1.9.1: compute_class_weight("balanced", classes=…, y=labels)
        ([0, 0, 0, 1, 2, 2], 3, [0.6666666666666666, 2, 1]),
        ([1, 0, 1, 0], 2, [1, 1]),
        ([4, 4, 4], 5, [0, 0, 0, 0, 1]),
        ([], 2, [0, 0]),
    ]

    @Test("are scikit-learn's, and 0 for a class without a label", arguments: cases)
    func weights(labels: [Int], classCount: Int, expected: [Double]) {
        expectClose(balancedClassWeights(of: labels, classCount: classCount).elements, expected, tolerance: 1e-7)
    }

    @Test("say how much a batch counts") func totalWeight() {
        let loss = CrossEntropyLoss(weight: Tensor([1, 2, 0.5]), ignoreIndex: 1)
        #expect(loss.totalWeight(of: [0, 1, 2, 2]) == 2)
        #expect(CrossEntropyLoss(ignoreIndex: 1).totalWeight(of: [0, 1, 2, 2]) == 3)
    }
}
