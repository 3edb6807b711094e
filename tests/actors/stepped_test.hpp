#pragma once

// CAF's fixture whose actors only run when the test says so, with a clock that only the test moves.
// Its header has a macro of a name that others have, too.

#include <caf/scheduler/test_coordinator.hpp>
#define FAIL CAF_FAIL
#include <caf/test/dsl.hpp>
#undef FAIL
