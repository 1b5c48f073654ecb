@echo off
rem Starts Migri on Windows with the Java that MIGRI_JAVA names, the distribution's own, that of JAVA_HOME or the one on the PATH.
rem MIGRI_JAVA_OPTS holds further options for it. A test holds the options to those of the launcher for other systems.
setlocal
set "home=%~dp0.."
set "java="
if defined MIGRI_JAVA set "java=%MIGRI_JAVA%"
if not defined java if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java.exe"
if not defined java if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do set "java=%%~$PATH:j"
if not defined java goto none
if not exist "%java%" goto wrong
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Dcom.mysql.cj.disableAbandonedConnectionCleanup=true -Xms32m -XX:MaxRAMPercentage=50 %MIGRI_JAVA_OPTS% -jar "%home%\lib\migri-cli.jar" %*
exit /b %errorlevel%

:none
>&2 echo error: Migri needs Java 17 or newer; found none
>&2 echo    = help: install one, or set MIGRI_JAVA to the path of its java.exe
exit /b 1

:wrong
>&2 echo error: MIGRI_JAVA is not a program: %java%
>&2 echo    = help: set it to the path of java.exe, such as C:\jdk\bin\java.exe
exit /b 1
