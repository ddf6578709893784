@echo off
rem Writes what to send back from a computer where something did not work: versions, graphics, speech, sound, screens.
set "report=%~dp0empathy-lab-report.txt"
if not exist "%~dp0python\python.exe" goto unpack
del "%report%" 2>nul
"%~dp0python\python.exe" -m empathylab check --report "%report%"
if not exist "%report%" goto unwritten
echo.
echo The file empathy-lab-report.txt lies in this folder, and opens now. It holds no names and no paths.
echo Please read it, then send it.
start "" notepad "%report%"
pause
exit /b 0
:unpack
echo This folder is not complete. Please unpack the whole zip first: right-click it and choose "Extract All".
pause
exit /b 1
:unwritten
echo.
echo No report could be written. Please take a picture of this window and send that.
pause
exit /b 1
