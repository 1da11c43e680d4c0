import Testing
@testable import LandUseKit

@Suite("Where PyTorch is installed, on inputs that are new each time")
struct LiveAgainstPyTorch {
    @Test(.enabled(if: PyTorch.python != nil, "needs PyTorch: set LANDUSE_PYTHON to a Python that has it"))
    func learning() throws {
        let fixture = try LearningFixture.live(offset: .random(in: 1..<1 << 31))
        LossesAgainstPyTorch.checkCrossEntropies(fixture)
        LossesAgainstPyTorch.checkElementwise(fixture)
        OptimizersAgainstPyTorch.checkOptimizers(fixture)
        OptimizersAgainstPyTorch.checkClipping(fixture)
        try SchedulesAgainstPyTorch.checkSchedules(fixture)
        SchedulesAgainstPyTorch.checkPlateaus(fixture)
    }
}
