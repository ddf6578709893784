@echo off
rem Opens the lab. Nothing is installed, and nothing outside this folder is changed but the records in your profile.
if not exist "%~dp0python\pythonw.exe" goto unpack
start "" "%~dp0python\pythonw.exe" -m empathylab --check-first %*
exit /b 0
:unpack
echo This folder is not complete. Please unpack the whole zip first: right-click it and choose "Extract All".
pause
exit /b 1
