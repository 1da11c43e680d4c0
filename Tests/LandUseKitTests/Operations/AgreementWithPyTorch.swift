import CKernels
import Foundation
import Testing
@testable import LandUseKit

@Suite("Operations and layers agree with PyTorch: results, gradients, descriptions, refusals")
struct AgreementWithPyTorch {
    private static let cases = (try? OperationCases.committed.get()) ?? []

    @Test("the fixture is there, and the table has no operation without a case") func coverage() throws {
        let operations = Set(try OperationCases.committed.get().map(\.operation))
        #expect(operations == Set(OperationTable.functions.keys).union(OperationTable.modules.keys))
    }

    @Test("results and gradients", arguments: cases.filter { $0.refusal == nil })
    func agreement(_ test: OperationCase) { expectAgreement(with: test) }

    @Test("images that lie channels-last", arguments: cases.filter { $0.refusal == nil && $0.inputs.contains { $0.shape.count == 4 } })
    func channelsLast(_ test: OperationCase) { expectAgreement(with: test, layout: .channelsLast) }

    @Test("by plain loops, the oracle of the kernels", arguments: cases.filter { $0.refusal == nil })
    func reference(_ test: OperationCase) {
        ComputeKernels.$current.withValue(.reference) { expectAgreement(with: test) }
    }

    @Test("by the kernels for narrower processors", arguments: [ck_portable, ck_avx2].map(\.rawValue))
    func narrower(set: UInt32) {
        let usual = ck_current_instruction_set()
        // Where the processor lacks it, there is nothing to see.
        guard ck_force_instruction_set(ck_instruction_set(rawValue: set)) != 0 else { return }
        defer { _ = ck_force_instruction_set(usual) }
        for test in Self.cases where test.refusal == nil { expectAgreement(with: test, ", instruction set \(set)") }
    }

    @Test("after the same seed, a layer begins with PyTorch's parameters", arguments: cases.filter { $0.initial?.isEmpty == false })
    func initialization(_ test: OperationCase) throws {
        let make = try #require(OperationTable.modules[test.operation])
        let parameters = Random.withSeed(42) { make(test.options) }.namedParameters(), initial = try #require(test.initial)
        #expect(parameters.map(\.name) == initial.map(\.name) && parameters.map(\.parameter.shape) == initial.map(\.shape))
        for (found, expected) in zip(parameters, initial) {
            expectClose(expected.chosen(of: found.parameter), expected.values, tolerance: 1e-6, "\(expected.name)")
        }
    }

    /// A refusal ends the process here (a cell, in a notebook), so each happens in a process of its own.
    @Test("what PyTorch refuses is refused, and the message names the input's shape", arguments: cases.filter { $0.refusal != nil })
    func refusal(_ test: OperationCase) async throws {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [name = test.name as String] in
            let test = try #require(try OperationCases.committed.get().first { $0.name == name })
            _ = OperationRun(test)
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        let shape = try #require(test.inputs.first?.shape)
        #expect(message.contains("\(shape)"), "\(message)")
    }

    @Test("the same cases with fresh inputs", .enabled(if: PyTorch.python != nil, "needs PyTorch: set LANDUSE_PYTHON to a Python that has it"))
    func freshInputs() throws {
        let seed = UInt32.random(in: 1...1 << 30)
        let output = try PyTorch.output(ofFixture: "make_operations.py", ["--seed", "\(seed)"])
        let cases = try JSONDecoder().decode(OperationCases.self, from: output).cases
        #expect(cases.map(\.name) == Self.cases.filter { $0.operation != "BasicCNN" }.map(\.name))
        // Some inputs are worse than those that were chosen once.
        for test in cases where test.refusal == nil { expectAgreement(with: test, tolerance: 5e-5, ", seed \(seed)") }
    }
}
