# What is run under the sanitizers.
add_custom_target(tests_for_asan)
add_custom_target(tests_for_tsan)

# The runner and what nearly every test includes, compiled once for all. Tests are not optimised (what
# they test is): that takes half of the time to compile.
add_library(quickbooking_test_runner OBJECT ${PROJECT_SOURCE_DIR}/tests/support/test_main.cpp)
target_link_libraries(quickbooking_test_runner PRIVATE quickbooking_flags CAF::test)
target_compile_options(quickbooking_test_runner PRIVATE -O0)
target_precompile_headers(quickbooking_test_runner PRIVATE
  ${PROJECT_SOURCE_DIR}/tests/support/precompiled.hpp)

# quickbooking_tests(<folder> SUITES <suite>... [LIBS <target>...] [SOURCES <file>...]
#                    [LABELS <label>...] [TIMEOUT <seconds>] [SERIAL])
#
# Builds test_<folder> from <suite>_test.cpp (each defines CAF_SUITE <suite>) and registers one CTest
# entry per suite, so that a failed requirement aborts only its own suite. CAF's runner exits with 0
# for an unknown suite, hence the FAIL_REGULAR_EXPRESSION. -v 4: with the checks that failed.
# LABELS: "real" for tests that start servers or processes; "no_asan" for those that ASan is not run
# on; "tsan" for those that TSan is run on. The targets tests_for_asan and tests_for_tsan build what
# is needed. SERIAL: measures time, so nothing runs beside it.
function(quickbooking_tests folder)
  cmake_parse_arguments(arg "SERIAL" "TIMEOUT" "SUITES;LIBS;SOURCES;LABELS" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  set(target test_${folder})
  list(TRANSFORM arg_SUITES APPEND _test.cpp OUTPUT_VARIABLE files)
  add_executable(${target} ${files} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE quickbooking_flags quickbooking_test_runner CAF::test ${arg_LIBS})
  target_compile_options(${target} PRIVATE -O0)
  target_compile_definitions(${target} PRIVATE
    QUICKBOOKING_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data"
    QUICKBOOKING_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
    QUICKBOOKING_BINARY_DIR="${PROJECT_BINARY_DIR}")
  target_precompile_headers(${target} REUSE_FROM quickbooking_test_runner)
  if(NOT "no_asan" IN_LIST arg_LABELS)
    add_dependencies(tests_for_asan ${target})
  endif()
  if("tsan" IN_LIST arg_LABELS)
    add_dependencies(tests_for_tsan ${target})
  endif()
  foreach(suite IN LISTS arg_SUITES)
    add_test(NAME ${folder}.${suite} COMMAND ${target} -n -v 4 -r ${arg_TIMEOUT} -s "^${suite}$")
    set_tests_properties(${folder}.${suite} PROPERTIES
      TIMEOUT ${arg_TIMEOUT} RUN_SERIAL ${arg_SERIAL} LABELS "${folder};${arg_LABELS}"
      FAIL_REGULAR_EXPRESSION "tests:   0")
  endforeach()
endfunction()
