# What `cmake --install` puts where. Components:
#   programs  the programs, their documentation, and the configurations as examples
#   service   what makes the node a service of this system: units, /etc/quickbooking. Its paths are
#             fixed, so that it is left out unless it is asked for; the Debian package has it.
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
        PATTERN cluster-config/debian EXCLUDE)

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
