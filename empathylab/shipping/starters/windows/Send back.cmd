@echo off
rem Writes what to send back from a computer where something did not work: versions, graphics, speech, sound, screens.
if not exist "%~dp0python\python.exe" goto unpack
"%~dp0python\python.exe" -m empathylab check --report "%USERPROFILE%\Desktop\empathy-lab-report.txt"
echo.
echo The file empathy-lab-report.txt is on your desktop. It holds no names and no paths. Please read it, then send it.
pause
exit /b 0
:unpack
echo This folder is not complete. Please unpack the whole zip first: right-click it and choose "Extract All".
pause
exit /b 1
