@echo off
rem Commands, for a command prompt in this folder: empathylab --help
"%~dp0..\python\python.exe" -m empathylab %*
