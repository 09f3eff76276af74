"""What must be there before a window can open on Linux, and a sentence where it is not.

Qt itself ends the program where its X11 plugin cannot be loaded or the screen does not answer.
"""

from collections.abc import Mapping

PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libdbus-1-3 libfontconfig1"
)
"""What Debian and Ubuntu call the libraries that Qt needs and does not bring."""

X11_LIBRARIES = (
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-image.so.0",
    "libxcb-render-util.so.0",
    "libxkbcommon-x11.so.0",
)


def problem(environment: Mapping[str, str]) -> str:
    """Say why no window can open, and what to do; empty where one can."""
    platform = environment.get("QT_QPA_PLATFORM", "")
    has_x11 = bool(environment.get("DISPLAY"))
    has_wayland = bool(environment.get("WAYLAND_DISPLAY"))
    is_x11 = platform.startswith("xcb") if platform else has_x11 and not has_wayland
    if (is_x11 and not has_x11) or not (platform or has_x11 or has_wayland):
        return (
            "There is no screen to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "Start Resolute in a graphical session; the commands (resolute --help) need no "
            "screen, and with QT_QPA_PLATFORM=offscreen the window opens unseen."
        )
    if is_x11 and (missing := [name for name in X11_LIBRARIES if not _loads(name)]):
        return _without(f"these libraries are missing: {', '.join(missing)}")
    if is_x11 and not _answers():
        return (
            f"The screen DISPLAY={environment['DISPLAY']} does not answer. Check that it is "
            "running and lets you in; the commands (resolute --help) need no screen."
        )
    return _qt_problem()


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers() -> bool:
    """Connect to the X server once, as Qt will."""
    import ctypes

    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not failed


def _qt_problem() -> str:
    try:
        import PySide6.QtGui  # noqa: F401
    except ModuleNotFoundError as error:
        return f"The window needs {error.name}, which is not there. Install Resolute again."
    except ImportError as error:
        return _without(str(error))
    return ""


def _without(what: str) -> str:
    return (
        f"Resolute cannot open its window: {what}. On Debian and Ubuntu install what Qt needs: "
        f"sudo apt install {PACKAGES}"
    )
