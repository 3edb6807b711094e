# What programs of others link: libquickbooking.so (QuickBooking::shared) and libquickbooking.a
# (QuickBooking::static), both of the objects of the internal libraries, so that nothing is compiled twice.
# Part of the default build: only a link and an archive.
#
# What is set without a _ in front is for QuickBookingInstall.cmake and the files that it makes.

# quickbooking_parts(<target> <our libraries> <libraries of others>): what the target links, with what that
# links, and so on. An internal library that is added later is in both libraries without a word here.
function(quickbooking_parts target ours others)
  set(waiting ${target})
  set(found)
  set(foreign)
  while(waiting)
    list(POP_FRONT waiting item)
    # ::@ tells the folder of a target_link_libraries, which is no library.
    if(item STREQUAL "quickbooking_flags" OR item MATCHES "^::@" OR item IN_LIST found)
      continue()
    endif()
    if(item MATCHES "^quickbooking_" AND TARGET ${item})
      get_target_property(type ${item} TYPE)
      set(property LINK_LIBRARIES)
      if(type STREQUAL "INTERFACE_LIBRARY")
        set(property INTERFACE_LINK_LIBRARIES)
      else()
        list(APPEND found ${item})
      endif()
      get_target_property(links ${item} ${property})
      if(links)
        list(APPEND waiting ${links})
      endif()
    else()
      list(APPEND foreign ${item})
    endif()
  endwhile()
  list(REMOVE_DUPLICATES foreign)
  set(${ours} ${found} PARENT_SCOPE)
  set(${others} ${foreign} PARENT_SCOPE)
endfunction()

quickbooking_parts(quickbooking_embedding _ours _others)
list(TRANSFORM _ours REPLACE "(.+)" "$<TARGET_OBJECTS:\\1>" OUTPUT_VARIABLE _objects)

# What the public headers include: all that a program needs that links the shared library.
set(_public CAF::io CAF::core Threads::Threads)
list(REMOVE_ITEM _others ${_public})
if("spdlog::spdlog" IN_LIST _others)
  list(APPEND _others fmt::fmt) # in its headers
  list(REMOVE_DUPLICATES _others)
endif()

# What else the static library needs: how a program of others links it (CMake; it is looked for in
# QuickBookingStatic.cmake), and its flag in quickbooking.pc. Header-only libraries need neither.
set(_header_only nlohmann_json::nlohmann_json tl::expected Boost::headers)
set(quickbooking_static_flags)
set(_static_links)
foreach(item IN LISTS _others)
  if(item IN_LIST _header_only)
    continue()
  elseif(item STREQUAL HIREDIS_LIBRARY)
    set(item QuickBooking::hiredis)
    set(flag -lhiredis)
  elseif(item STREQUAL ZSTD_LIBRARY)
    set(item QuickBooking::zstd)
    set(flag -lzstd)
  elseif(item STREQUAL "OpenSSL::SSL")
    set(flag -lssl)
  elseif(item STREQUAL "OpenSSL::Crypto")
    set(flag -lcrypto)
  elseif(item STREQUAL "ICU::uc")
    set(flag -licuuc)
  elseif(item STREQUAL "ICU::i18n")
    set(flag -licui18n)
  elseif(item STREQUAL "PostgreSQL::PostgreSQL")
    set(flag -lpq)
  elseif(item STREQUAL "SQLite::SQLite3")
    set(flag -lsqlite3)
  elseif(item STREQUAL "date::date-tz")
    set(flag -ldate-tz)
  elseif(item STREQUAL "prometheus-cpp::core")
    set(flag -lprometheus-cpp-core)
  elseif(item STREQUAL "spdlog::spdlog")
    set(flag -lspdlog)
  elseif(item STREQUAL "fmt::fmt")
    set(flag -lfmt)
  else()
    message(FATAL_ERROR "the library links ${item}: tell programs that link libquickbooking.a how they find it, "
                        "here, in QuickBookingStatic.cmake and in the Recommends of libquickbooking-dev")
  endif()
  list(APPEND _static_links "$<INSTALL_INTERFACE:$<LINK_ONLY:${item}>>")
  list(APPEND quickbooking_static_flags ${flag})
endforeach()
list(JOIN quickbooking_static_flags " " quickbooking_static_flags)

# While versions are 0.x, each minor one may break what links the one before.
if(PROJECT_VERSION_MAJOR EQUAL 0)
  set(quickbooking_soversion ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  set(quickbooking_compatibility SameMinorVersion)
else()
  set(quickbooking_soversion ${PROJECT_VERSION_MAJOR})
  set(quickbooking_compatibility SameMajorVersion)
endif()

get_target_property(_headers quickbooking_embedding SOURCE_DIR)
get_target_property(_generated_headers quickbooking_embedding BINARY_DIR)
set(quickbooking_header_folders "${_headers}/quickbooking" "${_generated_headers}/include/quickbooking")

# What both promise to who links them. CAF_ENABLE_TYPE_ID_CHECKS is ours alone: in CAF 0.17 it is nothing but
# a static_assert in make_message(), and a program may send what has no type ID.
function(quickbooking_installed_library target export_name)
  set_target_properties(${target} PROPERTIES
    OUTPUT_NAME quickbooking EXPORT_NAME ${export_name} LINKER_LANGUAGE CXX POSITION_INDEPENDENT_CODE ON)
  target_compile_features(${target} INTERFACE cxx_std_20)
  target_include_directories(${target} INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
endfunction()

# Files of the same name in different folders are different members of the archive: CMake appends, it does
# not replace.
add_library(quickbooking_static STATIC ${_objects})
quickbooking_installed_library(quickbooking_static static)
target_link_libraries(quickbooking_static INTERFACE ${_static_links} ${_public})

# The version script hides what the compiler does not: instantiations of std's templates. That they are not
# the program's own is safe: type_info compares by name here, CAF compares messages' types by it, and no
# header of CAF 0.17 has a static variable that the library and the program would have to share.
set(_script "${_headers}/exported.map")
add_library(quickbooking_shared SHARED ${_objects})
quickbooking_installed_library(quickbooking_shared shared)
set_target_properties(quickbooking_shared PROPERTIES
  VERSION ${PROJECT_VERSION} SOVERSION ${quickbooking_soversion} LINK_DEPENDS "${_script}")
target_link_libraries(quickbooking_shared PUBLIC ${_public})
# As files: of targets a program of others would hear, and have to find them.
foreach(item IN LISTS _others)
  if(NOT item IN_LIST _header_only)
    if(TARGET ${item})
      set(item $<TARGET_LINKER_FILE:${item}>)
    endif()
    target_link_libraries(quickbooking_shared PRIVATE ${item})
  endif()
endforeach()
target_link_options(quickbooking_shared PRIVATE
  "LINKER:--no-undefined" "LINKER:--exclude-libs,ALL" "LINKER:--as-needed" "LINKER:--version-script=${_script}")

add_custom_target(quickbooking_libraries)
add_dependencies(quickbooking_libraries quickbooking_shared quickbooking_static)
