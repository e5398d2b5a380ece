"""The phrases of `reports.report_check.arithmetic.wording`, by language."""

from typing import Final, Literal

Language = Literal["vi", "en"]

INDICATORS: Final[dict[str, str]] = {
    "BHXH_BB": "BHXH bắt buộc",
    "BHXH_TN": "BHXH tự nguyện",
    "BHYT_HGD": "BHYT hộ gia đình",
    "BHYT_HSSV": "BHYT học sinh, sinh viên",
    "TOTAL": "Tổng số người tham gia",
}

_VI: Final[dict[str, str]] = {
    "rule.sum_of_parts": "BHXH phải bằng BHXH bắt buộc cộng BHXH tự nguyện.",
    "rule.part_within_whole": "Nhóm nhỏ không thể nhiều hơn nhóm chứa nó.",
    "rule.one_denominator": "Các tỷ lệ phải tính trên cùng một mẫu số.",
    "rule.gap": "Chênh lệch điểm phần trăm không khớp với tỷ lệ và chỉ tiêu.",
    "rule.rate_attainment": "Tỷ lệ đạt không khớp với tỷ lệ và chỉ tiêu.",
    "rule.attainment": "Số người, kế hoạch, tỷ lệ đạt và số còn lại không khớp nhau.",
    "rule.change": "Thay đổi so với kỳ trước không khớp với số người.",
    "rule.rate_change": "Thay đổi của tỷ lệ so với cùng kỳ không khớp.",
    "rule.coverage": "Tỷ lệ bao phủ không khớp với số người, mẫu số hay tỷ lệ chưa tham gia.",
    "rule.same_figure": "Cùng một số liệu được ghi hai giá trị khác nhau.",
    "rule.editions": "Hai lần công bố cùng một số liệu ghi khác nhau.",
    "cannot_all": "Không thể cùng đúng: {numbers}.",
    "implied": "{number} (theo các số còn lại: {span})",
    "sides": "Mẫu số suy ra: {sides}.",
    "look_at": "Nên xem lại trước hết: {repair}.",
    "also": "Số cần xem lại ấy cũng không khớp với: {numbers}.",
    "slip.swap": "{number}, có lẽ là {meant} (đảo hai chữ số)",
    "slip.digit": "{number}, có lẽ là {meant} (nhầm một chữ số)",
    "no_slip": "{number}, phải là {span}",
    "at_least": "từ {0} trở lên",
    "at_most": "không quá {0}",
    "anything": "chưa xác định được",
    "note.taken_as_rounded": "{numbers}: được hiểu là số làm tròn, giá trị thật thuộc {span}.",
    "note.cut_off": "Các tỷ lệ chỉ khớp khi hiểu là {reading}: {numbers}.",
    "note.taken_as_fall": "Được hiểu là {reading} dù ghi không kèm dấu: {numbers}.",
    "note.other_reading": "Chỉ khớp khi hiểu là {reading}: {numbers}.",
    "note.near_target_rate": (
        "Gần với tỷ lệ chia cho chỉ tiêu nhưng không bằng; có thể tính trên kế hoạch bằng số người "
        "không được ghi: {numbers}."
    ),
    "note.total": "Tổng số người thường bằng BHYT cộng BHXH tự nguyện, tức {span}: {numbers}.",
    "note.editions": "Hai lần công bố khác nhau: {numbers}.",
    "reading.truncated": "cắt bỏ phần lẻ, không làm tròn",
    "reading.either": "có số làm tròn, có số cắt bỏ phần lẻ",
    "reading.fall": "giảm",
    "reading.rise": "tăng",
    "reading.BHXH": "tỷ lệ trên tổng số người tham gia BHXH",
    "reading.rate": "tỷ lệ bao phủ chia cho chỉ tiêu tỷ lệ",
    "reading.points": "số điểm phần trăm còn thiếu so với chỉ tiêu tỷ lệ",
    "reading.eligible": "tỷ lệ trên số người thuộc diện tham gia",
    "reading.population": "tỷ lệ trên dân số",
    "reading.labour_force": "tỷ lệ trên lực lượng lao động",
    "reading.attainments": "số của một cơ quan giao khác",
    "problem.not_a_record": "{place}: không phải là một bản ghi ({value}), đã bỏ qua.",
    "problem.missing": "{place}: thiếu giá trị.",
    "problem.not_text": "{place}: giá trị {value} không đúng kiểu, đã bỏ qua.",
    "problem.not_a_number": "{place}: không đọc được “{value}” thành số{detail}, đã bỏ qua.",
    "problem.fraction_of_a_person": (
        "{place}: {value} có phần lẻ của người; nếu dấu chấm ngăn hàng nghìn thì ghi số liền hoặc "
        "đặt trong ngoặc kép. Đã bỏ qua."
    ),
    "problem.negative": "{place}: {value} là số âm, đã bỏ qua.",
    "problem.absurd": "{place}: {value} lớn quá mức có thể, đã bỏ qua.",
    "problem.duplicate_record": (
        "{place}: chỉ tiêu {value} đã có ở một bản ghi trước của cùng đơn vị và thời điểm; bản ghi "
        "này được soát riêng."
    ),
    "problem.duplicate_field": "{place}: trường được ghi hai lần, lấy giá trị sau cùng ({value}).",
    "problem.too_many": "{place}: có {value}, chỉ soát {detail} bản ghi đầu.",
    "problem.not_judged": (
        "{place} và các bản ghi cùng đơn vị, thời điểm ({value} bản ghi): các số mâu thuẫn quá "
        "nhiều, chưa soát được hết."
    ),
    "detail.not_a_number": " (không có chữ số)",
    "detail.unknown_word": " (có từ không hiểu được)",
    "detail.several_numbers": " (có nhiều số)",
    "detail.wrong_groups": " (dấu chấm, dấu phẩy đặt sai chỗ)",
    "detail.too_long": " (quá dài)",
    "detail.percent_for_people": " (là phần trăm, cần số người)",
}

_EN: Final[dict[str, str]] = {
    "rule.sum_of_parts": "BHXH must be BHXH_BB and BHXH_TN together.",
    "rule.part_within_whole": "A part cannot be larger than what it is part of.",
    "rule.one_denominator": "The rates must be of one and the same denominator.",
    "rule.gap": "The gap in points does not fit the rate and its target.",
    "rule.rate_attainment": "The attainment does not fit the rate and its target.",
    "rule.attainment": "People, plan, attainment and what remains do not fit each other.",
    "rule.change": "The change does not fit the numbers of people.",
    "rule.rate_change": "The change of the rate on the year does not fit.",
    "rule.coverage": "The rate does not fit the people, the denominator or the share not covered.",
    "rule.same_figure": "One figure is printed with two values.",
    "rule.editions": "Two editions of one figure differ.",
    "cannot_all": "These cannot all be true: {numbers}.",
    "implied": "{number} (from the others: {span})",
    "sides": "The denominator would be: {sides}.",
    "look_at": "Look first at: {repair}.",
    "also": "That number does not fit these either: {numbers}.",
    "slip.swap": "{number}, perhaps {meant} (two digits swapped)",
    "slip.digit": "{number}, perhaps {meant} (one digit mistyped)",
    "no_slip": "{number}, must be {span}",
    "at_least": "at least {0}",
    "at_most": "at most {0}",
    "anything": "not determined",
    "note.taken_as_rounded": "{numbers}: taken as rounded, the true value lies in {span}.",
    "note.cut_off": "The rates only fit if {reading}: {numbers}.",
    "note.taken_as_fall": "Taken as a {reading} though printed without a sign: {numbers}.",
    "note.other_reading": "Only fits if it is {reading}: {numbers}.",
    "note.near_target_rate": (
        "Near the rate divided by its target but not equal; it may count against a plan in people "
        "that is not printed: {numbers}."
    ),
    "note.total": "All people are usually BHYT and BHXH_TN together, that is {span}: {numbers}.",
    "note.editions": "Two editions differ: {numbers}.",
    "reading.truncated": "they are cut off, not rounded",
    "reading.either": "some are rounded and some cut off",
    "reading.fall": "fall",
    "reading.rise": "rise",
    "reading.BHXH": "a share of all BHXH people",
    "reading.rate": "the rate divided by the target rate",
    "reading.points": "the points missing to the target rate",
    "reading.eligible": "a share of the eligible people",
    "reading.population": "a share of the population",
    "reading.labour_force": "a share of the labour force",
    "reading.attainments": "a number of another assigner",
    "problem.not_a_record": "{place}: not a record ({value}); left out.",
    "problem.missing": "{place}: missing.",
    "problem.not_text": "{place}: the value {value} is of the wrong kind; left out.",
    "problem.not_a_number": "{place}: “{value}” does not read as a number{detail}; left out.",
    "problem.fraction_of_a_person": (
        "{place}: {value} has a fraction of a person; if the point separates thousands, leave it "
        "out or quote the number. Left out."
    ),
    "problem.negative": "{place}: {value} is negative; left out.",
    "problem.absurd": "{place}: {value} is larger than can be; left out.",
    "problem.duplicate_record": (
        "{place}: {value} was in an earlier record of the same unit and date; this record is "
        "judged by itself."
    ),
    "problem.duplicate_field": "{place}: given twice, the last value holds ({value}).",
    "problem.too_many": "{place}: there are {value}, only the first {detail} are checked.",
    "problem.not_judged": (
        "{place} and the records of the same unit and date ({value} records): too many numbers "
        "contradict each other, they could not be judged to the end."
    ),
    "detail.not_a_number": " (no digits)",
    "detail.unknown_word": " (an unknown word)",
    "detail.several_numbers": " (several numbers)",
    "detail.wrong_groups": " (points or commas in the wrong places)",
    "detail.too_long": " (too long)",
    "detail.percent_for_people": " (a percentage, where people are counted)",
}

PHRASES: Final[dict[Language, dict[str, str]]] = {"vi": _VI, "en": _EN}
