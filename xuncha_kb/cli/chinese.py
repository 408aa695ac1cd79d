"""click, speaking Chinese: headings, the help option, messages on wrong usage."""

from __future__ import annotations

import click

_HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class _Chinese(click.Command):
    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return ["[选项]" if piece == "[OPTIONS]" else piece for piece in pieces]


class ChineseCommand(_Chinese):
    """A command whose help is Chinese throughout."""


class ChineseGroup(_Chinese, click.Group):
    """A group of such commands, listed in the order in which they were added."""

    command_class = ChineseCommand

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [参数]…")
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


def usage_line(error: click.UsageError) -> str:
    """One Chinese line for wrong usage, with the command to ask for help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    where = error.ctx.command_path if error.ctx else "xuncha-kb"
    return f"{_what(error)}用法见：{where} --help"


def _what(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有“{error.option_name}”这个选项{_nearest(error.possibilities)}。"
    if isinstance(error, click.MissingParameter):
        return f"缺少{_parameter(error)}。"
    if isinstance(error, click.BadParameter):
        return f"{_parameter(error)}不对：{_value(error)}。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项“{error.option_name}”的写法不对。"
    name = getattr(error, "command_name", None)
    if name is not None:
        return f"没有“{name}”这个命令{_nearest(getattr(error, 'possibilities', None))}。"
    if "command" in error.message.lower():
        return "没有这个命令，或没有写命令。"
    return "参数的个数不对，或多写了参数。"


def _nearest(possibilities: object) -> str:
    if not isinstance(possibilities, list) or not possibilities:
        return ""
    return "，是不是“" + "”或“".join(possibilities) + "”"


def _parameter(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return "参数"
    if isinstance(parameter, click.Argument):
        return f"参数“{parameter.human_readable_name}”"
    return f"选项“{parameter.opts[-1]}”的值"


def _value(error: click.BadParameter) -> str:
    """What may be given instead, as far as the type says; else the type's own Chinese words."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return "只能是 " + "、".join(str(choice) for choice in kind.choices)
    if isinstance(kind, click.IntRange):
        return f"要写不小于 {kind.min} 的整数"
    if isinstance(kind, click.types.IntParamType):
        return "要写整数"
    if isinstance(kind, click.Path):
        return "文件或文件夹不存在，或无法读取"
    return error.message
