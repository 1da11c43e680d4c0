import Testing
@testable import LandUseKit

@Suite("Optimisers and clipping are PyTorch's")
struct OptimizersAgainstPyTorch {
    @Test("six steps with every option, a rate that changes, a gradient that is absent, and groups")
    func optimizers() throws { try Self.checkOptimizers(LearningFixture.committed.get()) }

    @Test("clipping by norm and by value") func clipping() throws { try Self.checkClipping(LearningFixture.committed.get()) }

    static func checkOptimizers(_ fixture: LearningFixture) {
        for kernels in [ComputeKernels.fast, .reference] {
            ComputeKernels.$current.withValue(kernels) { checkOptimizers(fixture, "\(kernels)") }
        }
    }

    private static func checkOptimizers(_ fixture: LearningFixture, _ kernels: String) {
        #expect(fixture.optimizers.count > 40)
        for test in fixture.optimizers {
            let stream = test.stream + fixture.offset
            let parameters = [Parameter(noise([2, 3], stream)), Parameter(noise([4], stream + 1))]
            let optimizer = make(test, parameters)
            for (step, expected) in test.values.enumerated() {
                for (index, parameter) in parameters.enumerated() {
                    let gradient = noise(parameter.shape, stream + 10 * step + index + 2) * 4
                    parameter.grad = index == 1 && step == 2 ? nil : gradient
                }
                if step == 4 { optimizer.groups[0].learningRate = 0.05 }
                optimizer.step()
                for (parameter, expected) in zip(parameters, expected) {
                    expectClose(
                        parameter.elements, expected, tolerance: 2e-6,
                        "\(test), step \(step), offset \(fixture.offset), \(kernels)")
                }
            }
        }
    }

    private static func make(_ test: LearningFixture.Optimizer, _ parameters: [Parameter]) -> Optimizer {
        let groups = test.grouped
            ? [ParameterGroup([parameters[0]]), ParameterGroup([parameters[1]], learningRate: 0.02, weightDecay: 0.3)]
            : [ParameterGroup(parameters)]
        let betas = (test.betas[0], test.betas[1])
        switch test.kind {
        case "SGD":
            return SGD(
                groups, learningRate: 0.1, momentum: test.momentum, dampening: test.dampening,
                weightDecay: test.weight_decay, nesterov: test.nesterov, maximize: test.maximize)
        case "Adam":
            return Adam(
                groups, learningRate: 0.1, betas: betas, eps: test.eps, weightDecay: test.weight_decay,
                amsgrad: test.amsgrad, maximize: test.maximize)
        default:
            return AdamW(
                groups, learningRate: 0.1, betas: betas, eps: test.eps, weightDecay: test.weight_decay,
                amsgrad: test.amsgrad, maximize: test.maximize)
        }
    }

    static func checkClipping(_ fixture: LearningFixture) {
        #expect(fixture.clippings.count > 5)
        for test in fixture.clippings {
            let parameters = [[2, 3], [4], [5]].map { Parameter(Tensor.zeros($0)) }
            for (index, parameter) in parameters.prefix(2).enumerated() {
                parameter.grad = noise(parameter.shape, test.stream + fixture.offset + index) * 4
            }
            switch test.kind {
            case "value": clipGradValue(parameters, clipValue: test.limit)
            case "l2": #expect(abs(clipGradNorm(parameters, maxNorm: test.limit) - test.norm) < 1e-5)
            default: #expect(abs(clipGradNorm(parameters, maxNorm: test.limit, norm: .infinity) - test.norm) < 1e-6)
            }
            for (parameter, expected) in zip(parameters, test.gradients) {
                expectClose(parameter.grad?.elements ?? [], expected, tolerance: 1e-6, "\(test), offset \(fixture.offset)")
            }
            #expect(parameters[2].grad == nil)
        }
    }
}

@Suite("Optimisers")
struct OptimizerTests {
    @Test("the defaults are PyTorch's") func defaults() {
        let parameters = [Parameter(Tensor.zeros([1]))]
        let sgd = SGD(parameters), adam = Adam(parameters), adamW = AdamW(parameters)
        #expect(sgd.groups[0].learningRate == 1e-3 && sgd.groups[0].momentum == 0 && sgd.groups[0].weightDecay == 0)
        #expect(adam.groups[0].learningRate == 1e-3 && adam.groups[0].momentum == 0.9 && adam.groups[0].weightDecay == 0)
        #expect(adam.beta2 == 0.999 && adam.eps == 1e-8 && !adam.amsgrad)
        #expect(adamW.groups[0].weightDecay == 1e-2 && adamW.groups[0].learningRate == 1e-3)
    }

    @Test("the text is PyTorch's, but for what we do not have") func descriptions() {
        let parameter = Parameter(Tensor.zeros([2]))
        let adam = AdamW([parameter], amsgrad: true)
        #expect(adam.description == """
            AdamW (
            Parameter Group 0
                amsgrad: True
                betas: (0.9, 0.999)
                eps: 1e-08
                lr: 0.001
                maximize: False
                weight_decay: 0.01
            )
            """)
        let sgd = SGD(
            [ParameterGroup([parameter]), ParameterGroup([Parameter(Tensor.zeros([1]))], learningRate: 0.03)],
            learningRate: 0.1, momentum: 0.9)
        _ = StepLR(sgd, stepSize: 3)
        #expect("\(sgd)" == """
            SGD (
            Parameter Group 0
                dampening: 0.0
                initial_lr: 0.1
                lr: 0.1
                maximize: False
                momentum: 0.9
                nesterov: False
                weight_decay: 0.0

            Parameter Group 1
                dampening: 0.0
                initial_lr: 0.03
                lr: 0.03
                maximize: False
                momentum: 0.9
                nesterov: False
                weight_decay: 0.0
            )
            """)
        #expect(sgd.mimeBundle[.plainText] == Array(sgd.description.utf8))
    }

    @Test("frozen parameters stay, even with a gradient from before and with weight decay") func frozen() {
        let parameters = [Parameter(noise([3], 1)), Parameter(noise([3], 2))]
        let before = parameters.map(\.elements)
        for parameter in parameters { parameter.grad = Tensor.ones([3]) }
        parameters[0].requiresGrad = false
        let optimizer = AdamW(parameters, weightDecay: 0.5)
        optimizer.step()
        #expect(parameters[0].elements == before[0] && parameters[1].elements != before[1])
        optimizer.zeroGrad()
        #expect(parameters.allSatisfy { $0.grad == nil })
        optimizer.step()
        #expect(parameters[0].elements == before[0])
    }

    @Test("a gradient that lies in memory otherwise than its parameter does") func otherLayout() {
        let expected = Parameter(noise([2, 3], 1)), parameter = Parameter(noise([3, 2], 9).transpose(0, 1))
        parameter.assign(expected)
        #expect(parameter.strides != expected.strides)
        for (parameter, optimizer) in [(expected, SGD([expected], momentum: 0.9)), (parameter, SGD([parameter], momentum: 0.9))] {
            parameter.grad = noise([2, 3], 2)
            optimizer.step()
            optimizer.step()
        }
        #expect(parameter.elements == expected.elements)
    }

    @Test("a step between forward and backward is noticed by what needs the old weights") func version() {
        let weight = Parameter(noise([2, 2], 1))
        weight.grad = Tensor.ones([2, 2])
        let before = weight.storage.version
        SGD([weight]).step()
        #expect(weight.storage.version > before)
    }

    @Test("mistakes in making one are named") func mistakes() async {
        let none = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = SGD([Tensor]()) }
        #expect(complaint(none).contains("SGD was given no parameters"))
        let twice = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let parameter = Parameter(Tensor.zeros([2, 5]))
            _ = AdamW([ParameterGroup([parameter]), ParameterGroup([parameter])])
        }
        #expect(complaint(twice).contains("AdamW: parameter 0 of group 1, of shape [2, 5], was given before"))
        let rate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Adam([Parameter(Tensor.zeros([2]))], learningRate: -1)
        }
        #expect(complaint(rate).contains("Adam: learningRate must not be negative, got -1.0"))
        let momentum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = AdamW([ParameterGroup([Parameter(Tensor.zeros([2]))], momentum: 1)])
        }
        #expect(complaint(momentum).contains("AdamW: momentum, its first beta, must be below 1, got 1.0"))
    }
}
