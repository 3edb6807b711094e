# What `cmake --install` puts where. Components:
#   programs     the programs, their documentation, and the configurations as examples
#   service      what makes the node a service of this system: units, /etc/quickbooking. Its paths are
#                fixed, so that it is left out unless it is asked for; the Debian package has it.
#   runtime      libquickbooking.so, for programs of others that are linked with it
#   development  what such programs are built with: headers, libquickbooking.a, the packages that
#                find_package(QuickBooking) and pkg-config find
# Under a sanitizer only the first two.

# Debian's folder for libraries under any prefix: as GNUInstallDirs has it only for /usr, although the
# package, whose prefix is that, is made of the same build.
if(CMAKE_LIBRARY_ARCHITECTURE AND EXISTS /etc/debian_version)
  set(CMAKE_INSTALL_LIBDIR "lib/${CMAKE_LIBRARY_ARCHITECTURE}" CACHE PATH "Libraries, below the prefix")
endif()
include(GNUInstallDirs)

add_custom_target(quickbooking_programs COMMENT "What is installed")
foreach(program quickbooking-node quickbooking-load quickbooking-ctl)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT programs)
    add_dependencies(quickbooking_programs ${program})
  endif()
endforeach()

# What each shell looks for under these names.
if(TARGET quickbooking-ctl)
  set(_completion "${PROJECT_BINARY_DIR}/apps/ctl/completion/quickbooking-ctl")
  install(FILES ${_completion}.bash RENAME quickbooking-ctl COMPONENT programs
          DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions)
  install(FILES ${_completion}.fish COMPONENT programs
          DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/fish/vendor_completions.d)
  install(FILES ${_completion}.zsh RENAME _quickbooking-ctl COMPONENT programs
          DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/zsh/vendor-completions)
endif()

# Side by side as here, so that their links hold.
set(_doc "${CMAKE_INSTALL_DATAROOTDIR}/doc/quickbooking")
install(FILES README.md DESTINATION ${_doc} COMPONENT programs)
install(DIRECTORY docs cluster-config DESTINATION ${_doc} COMPONENT programs
        PATTERN cluster-config/debian EXCLUDE
        PATTERN "*.py" EXCLUDE PATTERN Doxyfile EXCLUDE) # they check the sources

set(_service COMPONENT service EXCLUDE_FROM_ALL)
set(_units cluster-config/systemd)
install(FILES ${_units}/quickbooking-node.service DESTINATION /lib/systemd/system ${_service})
install(FILES ${_units}/quickbooking-node.service DESTINATION /lib/systemd/system ${_service}
        RENAME quickbooking-node@.service)
install(DIRECTORY ${_units}/quickbooking-node@.service.d DESTINATION /lib/systemd/system ${_service})
install(FILES cluster-config/debian/node.json DESTINATION /etc/quickbooking ${_service})
install(FILES cluster-config/demo-salon.json DESTINATION /etc/quickbooking ${_service}
        RENAME salons.json)
install(FILES cluster-config/debian/secrets.env DESTINATION /etc/quickbooking ${_service}
        PERMISSIONS OWNER_READ OWNER_WRITE)
install(FILES cluster-config/debian/copyright DESTINATION ${_doc} ${_service})

if(NOT QUICKBOOKING_SANITIZE)
  include(QuickBookingLibraries)
  include(CMakePackageConfigHelpers)

  set(_cmake "${CMAKE_INSTALL_LIBDIR}/cmake/QuickBooking")
  install(TARGETS quickbooking_shared EXPORT QuickBookingShared
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development)
  install(TARGETS quickbooking_static EXPORT QuickBookingStatic
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
  foreach(kind Shared Static)
    install(EXPORT QuickBooking${kind} NAMESPACE QuickBooking:: FILE QuickBooking${kind}Targets.cmake
            DESTINATION ${_cmake} COMPONENT development)
  endforeach()
  # Whatever is there when it is installed.
  install(DIRECTORY ${quickbooking_header_folders} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
          COMPONENT development FILES_MATCHING PATTERN "*.hpp")

  # Salons to begin with: QuickBooking_DEMO_SALON.
  install(FILES cluster-config/demo-salon.json DESTINATION ${CMAKE_INSTALL_DATADIR}/quickbooking
          COMPONENT development)

  # Found relative to the file itself, so that an installed folder can be moved.
  file(RELATIVE_PATH quickbooking_prefix_from_pc "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
  string(REGEX REPLACE "/$" "" quickbooking_prefix_from_pc "${quickbooking_prefix_from_pc}")
  configure_file("${PROJECT_SOURCE_DIR}/embedding/package/quickbooking.pc.in"
                 "${PROJECT_BINARY_DIR}/embedding/quickbooking.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/embedding/quickbooking.pc"
          DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

  set(quickbooking_data "${CMAKE_INSTALL_DATADIR}/quickbooking")
  configure_package_config_file(embedding/package/QuickBookingConfig.cmake.in
    "${PROJECT_BINARY_DIR}/embedding/QuickBookingConfig.cmake" INSTALL_DESTINATION ${_cmake}
    PATH_VARS quickbooking_data NO_SET_AND_CHECK_MACRO)
  write_basic_package_version_file("${PROJECT_BINARY_DIR}/embedding/QuickBookingConfigVersion.cmake"
    COMPATIBILITY ${quickbooking_compatibility})
  install(FILES
          "${PROJECT_BINARY_DIR}/embedding/QuickBookingConfig.cmake"
          "${PROJECT_BINARY_DIR}/embedding/QuickBookingConfigVersion.cmake"
          embedding/package/QuickBookingStatic.cmake
          cmake/FindCAF.cmake
          DESTINATION ${_cmake} COMPONENT development)
endif()
