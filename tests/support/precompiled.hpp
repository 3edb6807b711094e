#pragma once

// What tests include, parsed once for all of them. Each names its own suite.

#define CAF_SUITE unnamed
#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#undef CAF_SUITE

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <vector>
