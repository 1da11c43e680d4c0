@testable import LandUseKit

/// The modules that Fixtures/make_fixtures.py calls `Branch` and `Small`.
final class Branch: Module {
    let conv = Conv2d(4, 4, kernelSize: 3, padding: 1)
    override func forward(_ x: Tensor) -> Tensor { conv(x) }
}

final class Small: Module {
    let stem = Sequential(Conv2d(3, 4, kernelSize: 3), BatchNorm2d(4), ReLU())
    let branch = Branch()
    let pool = AdaptiveAvgPool2d(1)
    let flatten = Flatten()
    let fc = Linear(4, 1200, bias: false)

    override init() {
        super.init()
        stem.parameters()[0].requiresGrad = false
    }

    override func forward(_ x: Tensor) -> Tensor { fc(flatten(pool(branch(branch(stem(x)))))) }
}
