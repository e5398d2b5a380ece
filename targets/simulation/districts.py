"""The five provinces whose districts report from 1/2022 to 6/2025, when districts end.

Population sizes and levels are made up to the order of magnitude of each place. Fixed are the
figures Trà Vinh published for 30/6/2023: 821.563 people with BHYT (80,58 %), 84.268 with BHXH,
of them 16.238 voluntary, the targets of 966.520, 112.936 and 20.754 people, and which districts
lay below the province in BHYT and in voluntary BHXH. The population of 1.019.562 and the labour
force of 519.852 are what those rates imply.
"""

from collections.abc import Mapping
from datetime import date

from targets.simulation.scenario import Adjustment, Place, Plan, Scenario

FIRST, LAST, ANCHOR = date(2022, 1, 1), date(2025, 6, 1), date(2023, 6, 1)


def _plans(
    bhxh: tuple[int, ...], bhxh_tn: tuple[int, ...], bhyt: tuple[int, ...]
) -> Mapping[int, Plan]:
    """Plans of 2022, 2023, 2024 and 2025, in basis points."""
    return {
        2022 + number: Plan({"BHXH": total, "BHXH_TN": voluntary, "BHYT": health})
        for number, (total, voluntary, health) in enumerate(zip(bhxh, bhxh_tn, bhyt, strict=True))
    }


TRA_VINH = Scenario(
    code="84",
    name="tỉnh Trà Vinh",
    first=FIRST,
    last=LAST,
    anchor=ANCHOR,
    population=1_019_562,
    labour_force=519_852,
    pupils=188_600,
    population_growth_ppm=3_000,
    household_share=3_000,
    pupils_insured=8_100,
    unemployment_share=9_050,
    totals={"BHYT": 821_563, "BHXH_BB": 68_030, "BHXH_TN": 16_238},
    plans={
        2022: Plan({"BHXH": 1_750, "BHXH_TN": 310, "BHYT": 8_700}),
        2023: Plan(people={"BHXH": 112_936, "BHXH_TN": 20_754, "BHYT": 966_520}),
        2024: Plan({"BHXH": 1_820, "BHXH_TN": 375, "BHYT": 8_900}),
        2025: Plan({"BHXH": 1_920, "BHXH_TN": 410, "BHYT": 9_000}),
    },
    places=(
        Place("842", 113, 8_850, 3_000, 260),  # thành phố Trà Vinh
        Place("844", 148, 8_420, 1_400, 440),  # Càng Long
        Place("845", 103, 7_640, 800, 270),  # Cầu Kè
        Place("846", 110, 7_830, 1_050, 410),  # Tiểu Cần
        Place("847", 147, 8_360, 1_400, 260),  # Châu Thành
        Place("848", 121, 7_790, 750, 400),  # Cầu Ngang
        Place("849", 147, 7_580, 800, 250),  # Trà Cú
        Place("850", 78, 8_490, 900, 270),  # huyện Duyên Hải
        Place("851", 57, 7_720, 1_600, 250),  # thị xã Duyên Hải
    ),
)

LAI_CHAU = Scenario(
    code="12",
    name="tỉnh Lai Châu",
    first=FIRST,
    last=LAST,
    anchor=ANCHOR,
    population=482_100,
    labour_force=268_400,
    pupils=147_000,
    population_growth_ppm=11_000,
    household_share=700,
    pupils_insured=2_100,
    unemployment_share=7_600,
    plans=_plans((1_460, 1_560, 1_640, 1_720), (300, 340, 375, 415), (9_660, 9_720, 9_770, 9_800)),
    places=(
        Place("105", 46, 9_720, 2_900, 420),  # thành phố Lai Châu
        Place("106", 58, 9_640, 1_150, 330),  # Tam Đường
        Place("107", 48, 9_570, 1_050, 240),  # Mường Tè
        Place("108", 87, 9_610, 750, 230),  # Sìn Hồ
        Place("109", 82, 9_590, 850, 260),  # Phong Thổ
        Place("110", 71, 9_680, 1_000, 410),  # Than Uyên
        Place("111", 63, 9_650, 1_150, 390),  # Tân Uyên
        Place("112", 28, 9_540, 1_100, 220),  # Nậm Nhùn
    ),
)

BINH_PHUOC = Scenario(
    code="70",
    name="tỉnh Bình Phước",
    first=FIRST,
    last=LAST,
    anchor=ANCHOR,
    population=1_034_600,
    labour_force=579_400,
    pupils=202_000,
    population_growth_ppm=11_000,
    household_share=4_600,
    pupils_insured=8_900,
    unemployment_share=9_350,
    plans=_plans((3_480, 3_600, 3_720, 3_830), (265, 300, 335, 365), (9_190, 9_290, 9_390, 9_460)),
    places=(
        Place("688", 54, 9_180, 1_800, 330),  # Phước Long
        Place("689", 115, 9_270, 6_000, 290),  # Đồng Xoài
        Place("690", 60, 9_120, 1_600, 340),  # Bình Long
        Place("691", 74, 8_840, 950, 260),  # Bù Gia Mập
        Place("692", 117, 8_910, 1_200, 300),  # Lộc Ninh
        Place("693", 60, 8_860, 1_000, 310),  # Bù Đốp
        Place("694", 100, 8_930, 2_200, 270),  # Hớn Quản
        Place("695", 97, 9_060, 6_200, 240),  # Đồng Phú
        Place("696", 142, 8_780, 900, 280),  # Bù Đăng
        # Huyện, and thị xã since 1/10/2022: the month's figures go to whichever stands then.
        Place("697", 121, 9_210, 9_000, 230),  # Chơn Thành
        Place("698", 97, 8_950, 1_400, 290),  # Phú Riềng
    ),
)

PHU_YEN = Scenario(
    code="54",
    name="tỉnh Phú Yên",
    first=FIRST,
    last=LAST,
    anchor=ANCHOR,
    population=879_800,
    labour_force=484_700,
    pupils=161_500,
    population_growth_ppm=4_000,
    household_share=4_300,
    pupils_insured=9_050,
    unemployment_share=8_950,
    plans=_plans((1_680, 1_760, 1_850, 1_930), (300, 335, 370, 405), (9_300, 9_450, 9_560, 9_630)),
    places=(
        Place("555", 157, 9_280, 2_650, 310),  # Tuy Hòa
        Place("557", 100, 8_890, 1_250, 300),  # Sông Cầu
        Place("558", 60, 9_190, 800, 360),  # Đồng Xuân
        Place("559", 122, 8_830, 850, 320),  # Tuy An
        Place("560", 62, 9_240, 900, 300),  # Sơn Hòa
        Place("561", 55, 9_210, 900, 280),  # Sông Hinh
        Place("562", 117, 8_930, 750, 350),  # Tây Hòa
        Place("563", 105, 8_970, 1_050, 330),  # Phú Hòa
        Place("564", 117, 8_900, 1_450, 300),  # Đông Hòa
    ),
)

LONG_AN = Scenario(
    code="80",
    name="tỉnh Long An",
    first=FIRST,
    last=LAST,
    anchor=ANCHOR,
    population=1_733_900,
    labour_force=971_000,
    pupils=318_000,
    population_growth_ppm=8_000,
    household_share=4_700,
    pupils_insured=9_080,
    unemployment_share=9_500,
    plans=_plans((4_560, 4_700, 4_930, 5_000), (195, 220, 275, 265), (9_180, 9_290, 9_340, 9_460)),
    adjustments=(
        Adjustment(2024, date(2024, 8, 1), {"BHXH": 9_850, "BHXH_TN": 9_000, "BHYT": 10_060}),
    ),
    places=(
        Place("794", 150, 9_310, 5_500, 260),  # Tân An
        Place("795", 46, 9_060, 1_500, 240),  # Kiến Tường
        Place("796", 50, 8_870, 800, 250),  # Tân Hưng
        Place("797", 52, 8_840, 800, 230),  # Vĩnh Hưng
        Place("798", 30, 8_930, 900, 250),  # Mộc Hóa
        Place("799", 78, 8_960, 900, 260),  # Tân Thạnh
        Place("800", 58, 8_890, 1_400, 240),  # Thạnh Hóa
        Place("801", 66, 8_810, 2_200, 210),  # Đức Huệ
        Place("802", 330, 8_980, 7_200, 140),  # Đức Hòa
        Place("803", 190, 9_090, 7_400, 150),  # Bến Lức
        Place("804", 101, 9_030, 3_400, 220),  # Thủ Thừa
        Place("805", 68, 9_140, 2_600, 270),  # Tân Trụ
        Place("806", 192, 9_000, 4_000, 200),  # Cần Đước
        Place("807", 220, 8_950, 6_000, 160),  # Cần Giuộc
        Place("808", 112, 9_110, 1_400, 280),  # Châu Thành
    ),
)

PROVINCES_OF_DISTRICTS = (TRA_VINH, LAI_CHAU, BINH_PHUOC, PHU_YEN, LONG_AN)
