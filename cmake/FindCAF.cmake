# Finds CAF (the C++ Actor Framework) where no CAFConfig.cmake is installed, as in Debian's libcaf-dev.
#
# Targets:  CAF::core  CAF::io  CAF::openssl  CAF::test (headers only)
# Also installed, beside QuickBookingConfig.cmake.
# Variable: CAF_VERSION, from CAF_VERSION in caf/config.hpp (MMmmpp, so 1706 is 0.17.6)

find_path(CAF_INCLUDE_DIR caf/config.hpp)
set(_caf_libraries)
foreach(_component core io openssl)
  find_library(CAF_${_component}_LIBRARY NAMES caf_${_component})
  list(APPEND _caf_libraries CAF_${_component}_LIBRARY)
  mark_as_advanced(CAF_${_component}_LIBRARY)
endforeach()
mark_as_advanced(CAF_INCLUDE_DIR)

if(CAF_INCLUDE_DIR)
  file(STRINGS "${CAF_INCLUDE_DIR}/caf/config.hpp" _caf_line REGEX "#define CAF_VERSION [0-9]+")
  if(NOT _caf_line)
    file(STRINGS "${CAF_INCLUDE_DIR}/caf/detail/build_config.hpp" _caf_line
         REGEX "#define CAF_VERSION [0-9]+")
  endif()
  string(REGEX MATCH "[0-9]+$" _caf_number "${_caf_line}")
  if(_caf_number)
    math(EXPR _caf_major "${_caf_number} / 10000")
    math(EXPR _caf_minor "(${_caf_number} / 100) % 100")
    math(EXPR _caf_patch "${_caf_number} % 100")
    set(CAF_VERSION "${_caf_major}.${_caf_minor}.${_caf_patch}")
  endif()
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(CAF REQUIRED_VARS ${_caf_libraries} CAF_INCLUDE_DIR
                                  VERSION_VAR CAF_VERSION HANDLE_VERSION_RANGE)

if(CAF_FOUND AND NOT TARGET CAF::core)
  find_package(Threads REQUIRED)
  foreach(_component core io openssl)
    add_library(CAF::${_component} UNKNOWN IMPORTED)
    set_target_properties(CAF::${_component} PROPERTIES
      IMPORTED_LOCATION "${CAF_${_component}_LIBRARY}"
      INTERFACE_INCLUDE_DIRECTORIES "${CAF_INCLUDE_DIR}")
  endforeach()
  target_link_libraries(CAF::core INTERFACE Threads::Threads)
  target_link_libraries(CAF::io INTERFACE CAF::core)
  target_link_libraries(CAF::openssl INTERFACE CAF::io)
  add_library(CAF::test INTERFACE IMPORTED)
  target_link_libraries(CAF::test INTERFACE CAF::core)
endif()
