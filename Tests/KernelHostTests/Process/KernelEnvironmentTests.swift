import Foundation
import Testing

@testable import KernelHost

@Suite struct KernelEnvironmentTests {
    @Test(arguments: ["HOME", "PATH", "LANG", "LC_ALL", "XDG_CACHE_HOME", "LANDUSE_DEVICE", "OPENBLAS_NUM_THREADS", "TZ", "https_proxy"])
    func `this passes`(name: String) {
        #expect(KernelEnvironment(user: [name: "x"]).variables[name] == "x")
    }

    @Test(arguments: ["LD_PRELOAD", "LD_LIBRARY_PATH", "OMP_NUM_THREADS", "PYTHONPATH", "AWS_SECRET_ACCESS_KEY", "SECRET", "HOMEX", "XHOME", "lc_all", "MALLOC_PERTURB_", ""])
    func `this does not`(name: String) {
        #expect(KernelEnvironment(user: [name: "x"]).variables[name] == nil)
    }

    @Test func `a folder of data is the one that the user spoke of, wherever cells run`() {
        func folder(_ text: String) -> String? { KernelEnvironment(user: ["LANDUSE_DATA": text]).variables["LANDUSE_DATA"] }
        #expect(folder("mine/../data/") == FileManager.default.currentDirectoryPath + "/data")
        #expect(folder("/srv/data") == "/srv/data" && folder("") == "")
    }

    @Test func `what changes how fast cells run is mentioned`() {
        let environment = KernelEnvironment(user: ["OPENBLAS_NUM_THREADS": "1", "HOME": "/h"])
        #expect(environment.mentioned == ["OPENBLAS_NUM_THREADS": "1"])
    }

    @Test func `the runtime's own account of a crash is off, whatever the user has`() {
        #expect(KernelEnvironment(user: ["SWIFT_BACKTRACE": "enable=yes"]).variables["SWIFT_BACKTRACE"] == "enable=no")
    }

    @Test func `sets and dictionaries keep their order from run to run`() {
        #expect(KernelEnvironment(user: [:]).variables["SWIFT_DETERMINISTIC_HASHING"] == "1")
    }

    @Test func `the notebook's seed wins over the user's`() {
        #expect(KernelEnvironment(user: ["LANDUSE_SEED": "1"], seed: .max).variables["LANDUSE_SEED"] == "18446744073709551615")
        #expect(KernelEnvironment(user: ["LANDUSE_SEED": "1"]).variables["LANDUSE_SEED"] == "1")
    }
}
