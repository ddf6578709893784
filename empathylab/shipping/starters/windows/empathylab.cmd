@echo off
rem Commands, for a command prompt in this folder: empathylab --help
"%~dp0python\python.exe" -m empathylab %*
