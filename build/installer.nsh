; Windows lists a program under "Default apps" for a kind of link only when it says what it can do. The user chooses there;
; nothing is taken over here. The packager's `protocols` does not reach this installer.
!define PEREZVON_CAPABILITIES "Software\Perezvon\Capabilities"
!define PEREZVON_LINK "Perezvon.CallLink"
!define PEREZVON_RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define PEREZVON_RUN_APPROVED "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
; As electron/desktop/main/application-id.ts has it.
!define PEREZVON_ACTIVATOR "{7D0B7E5C-6C1F-4B0B-9E0B-3C2E5A9D4F61}"

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\${PEREZVON_LINK}" "" "Perezvon"
  WriteRegStr SHCTX "Software\Classes\${PEREZVON_LINK}" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\${PEREZVON_LINK}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHCTX "Software\Classes\${PEREZVON_LINK}\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHCTX "${PEREZVON_CAPABILITIES}" "ApplicationName" "Perezvon"
  WriteRegStr SHCTX "${PEREZVON_CAPABILITIES}" "ApplicationDescription" "${APP_DESCRIPTION}"
  WriteRegStr SHCTX "${PEREZVON_CAPABILITIES}\URLAssociations" "tel" "${PEREZVON_LINK}"
  WriteRegStr SHCTX "${PEREZVON_CAPABILITIES}\URLAssociations" "callto" "${PEREZVON_LINK}"
  WriteRegStr SHCTX "${PEREZVON_CAPABILITIES}\URLAssociations" "sip" "${PEREZVON_LINK}"
  WriteRegStr SHCTX "Software\RegisteredApplications" "Perezvon" "${PEREZVON_CAPABILITIES}"
!macroend

!macro customUnInstall
  ; An update installs the same again: what the user chose in between stays.
  ${ifNot} ${isUpdated}
    DeleteRegValue SHCTX "Software\RegisteredApplications" "Perezvon"
    DeleteRegKey SHCTX "Software\Perezvon"
    DeleteRegKey SHCTX "Software\Classes\${PEREZVON_LINK}"
    ; What the program itself has written of this user: that it starts at login, and who is asked when a toast is clicked.
    DeleteRegValue HKCU "${PEREZVON_RUN}" "${APP_ID}"
    DeleteRegValue HKCU "${PEREZVON_RUN_APPROVED}" "${APP_ID}"
    DeleteRegKey HKCU "Software\Classes\CLSID\${PEREZVON_ACTIVATOR}"
  ${endIf}
!macroend
