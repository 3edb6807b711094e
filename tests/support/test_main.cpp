// The entry point of every test binary: CAF's own test runner.
#include <caf/test/unit_test_impl.hpp>
